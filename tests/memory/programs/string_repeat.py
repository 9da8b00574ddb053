line = "-" * 80
page = (line + "\n") * 1000
