"""Routes and templates without a server."""

import bottle

app = bottle.Bottle()


@app.route("/hello/<name>")
def hello(name):
    return f"hello {name}"


@app.route("/sum/<a:int>/<b:int>")
def add(a, b):
    return {"sum": a + b}


for path in ("/hello/world", "/sum/3/4", "/sum/x/4", "/none"):
    answers = []
    body = app({"PATH_INFO": path, "REQUEST_METHOD": "GET", "wsgi.errors": None}, lambda status, headers, info=None: answers.append(status))
    print(path, answers, b"".join(body)[:60])
template = bottle.SimpleTemplate("<ul>\n% for item in items:\n<li>{{item}}</li>\n% end\n</ul>")
pages = [template.render(items=range(n)) for n in range(6)]
print([len(page) for page in pages], pages[2])
print(bottle.html_escape("<a&b>"), bottle.parse_date("Sun, 06 Nov 1994 08:49:37 GMT"), bottle.parse_auth("Basic dXNlcjpwYXNz"))
