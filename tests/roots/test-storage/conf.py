project = "A Small Book"
extensions = ["gradbook.sphinxext.storage"]
