extensions = ["myst_nb", "gradbook.sphinxext.quiz"]
nb_execution_mode = "force"
nb_execution_raise_on_error = True
