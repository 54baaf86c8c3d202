extensions = ["myst_parser"]
exclude_patterns = ["_build"]
linkcheck_retries = 2
linkcheck_timeout = 1
