import json

data = {"a": [1, 2, 3], "b": "text"}
text = json.dumps(data)
back = json.loads(text)
