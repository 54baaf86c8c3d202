extensions = ["myst_nb", "gradbook.sphinxext"]
exclude_patterns = ["_build"]
html_copy_source = False
nb_merge_streams = True
nb_output_stderr = "show"
numfig = True
