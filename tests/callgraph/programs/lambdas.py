#: a lambda with a name
work = lambda: 1
work()
#: a lambda calls a function
def one():
    return 1


work = lambda: one()
work()
#: a lambda as an argument
def run(work):
    return work(1)


run(lambda n: n)
#: a lambda that is called at once
(lambda n: n)(1)
#: a lambda that returns a lambda
outer = lambda: lambda: 1
outer()()
#: a default of a lambda
def one():
    return 1


work = lambda call=one: call()
work()
#: lambdas in a list
works = [
    lambda: 1,
    lambda: 2,
]
works[1]()
