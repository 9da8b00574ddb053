import pkg.state as st
from pkg import heavy
from pkg.sub import deep


def main():
    found = []
    for x in range(8):
        v = heavy(x) + deep.extra(x)
        found.append(v)
        st.bump()
    print(found, st.count)
    for x in range(8):
        st.count = x
        print(deep.extra(x), st.get())


main()
