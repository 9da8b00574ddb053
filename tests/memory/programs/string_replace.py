text = "banana " * 3000
changed = text.replace("na", "no")
