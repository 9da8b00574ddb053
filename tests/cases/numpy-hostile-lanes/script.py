"""Parts of arrays that look like the round's own, and are seen or changed by others."""
import numpy as np


def heavy(row):
    return float(np.sort(np.outer(row, row).ravel() % 7).cumsum().sum())


def smooth(row):
    return np.cumsum(np.cumsum(row + heavy(row)))


def bump(row):
    row += 1.0
    return row * heavy(row)


n = 8


def grid():
    return np.arange(n * 4.0).reshape(n, 4)


def seen_after_the_store():
    a = grid()
    for i in range(n):
        v = a[i]
        a[i] = smooth(v)
        print(heavy(v))  # a view: it shows what was stored
    return a


def seen_through_a_slice():
    a = grid()
    for i in range(n):
        v = a[i, 1:]
        a[i] = smooth(a[i]) % 7
        a[i, 0] = heavy(v)
    return a


def changed_in_place():
    a = grid()
    for i in range(n):
        a[i] = bump(a[i]) % 11
    return a


def the_row_before():
    a = grid()
    for i in range(1, n):
        a[i] = smooth(a[i]) % 17 + a[i - 1]
    return a


def counted_from_behind():
    a = grid()
    for i in range(-n, 0):
        a[i] = smooth(a[i]) % 19
    return a


def two_numbers_for_one_row():
    a = grid()
    for i in range(-2, n - 1):
        a[i] = smooth(a[i]) % 23
    return a


def an_element_of_others():
    a = grid()
    for i in range(4):
        a[:, i] = smooth(a[:, i]) % 29 + a[i, 0]
    return a


def rows_and_columns():
    a = grid()
    for i in range(4):
        a[i] = smooth(a[i]) % 31
        a[:, i] = heavy(a[:, i]) % 5
    return a


def windows_that_overlap():
    base = np.arange(12.0)
    w = np.lib.stride_tricks.sliding_window_view(base, 3, writeable=True)
    for i in range(len(w)):
        w[i] = smooth(w[i]) % 41
    return base


def one_row_many_times():
    w = np.lib.stride_tricks.sliding_window_view(np.arange(20.0), 5, writeable=True)[:, ::2]
    for i in range(len(w)):
        w[i] *= heavy(w[i]) % 3
    return w


def under_another_name():
    a = grid()
    b = a[::-1]
    for i in range(n):
        a[i] = smooth(a[i]) % 43 + b[i]
    return a


def another_number():
    a = grid()
    index = 2
    for i in range(n):
        a[i] = smooth(a[i]) % 61
        i = index
        a[i] = smooth(a[i]) % 67
    return a


def too_far():
    a = grid()
    try:
        for i in range(n + 2):
            a[i] = smooth(a[i]) % 71
    except IndexError as error:
        print(error)
    return a


def whole_numbers():
    whole = np.arange(6)
    for i in range(6):
        whole[i] = heavy(whole[i]) * 1.7  # cut
    return whole


def shifted_by_one():
    c = np.arange(20.0)
    d = c[1:]
    e = c[:-1]
    for i in range(19):
        d[i] = heavy(e[i]) + d[i]
    return c


def not_this_shape():
    a = grid()
    try:
        for i in range(n):
            a[i] = smooth(a[i])[: 4 - i // 5]
    except ValueError as error:
        print(error)
    return a


def only_read():
    a = np.broadcast_to(np.arange(4.0), (n, 4))
    try:
        for i in range(n):
            a[i] = smooth(a[i])
    except ValueError as error:
        print(error)
    return a


def in_an_inner_loop():
    a = grid()
    for i in range(n):
        for j in range(4):
            a[i, j] = heavy(a[i]) % 13
    return a


def a_new_one_meanwhile():
    a = grid()
    for i in range(n):
        a[i] = smooth(a[i]) % 73
        if i == 3:
            a = grid()
    return a


print("seen_after_the_store", seen_after_the_store())
print("seen_through_a_slice", seen_through_a_slice())
print("changed_in_place", changed_in_place())
print("the_row_before", the_row_before())
print("counted_from_behind", counted_from_behind())
print("two_numbers_for_one_row", two_numbers_for_one_row())
print("an_element_of_others", an_element_of_others())
print("rows_and_columns", rows_and_columns())
print("windows_that_overlap", windows_that_overlap())
print("one_row_many_times", one_row_many_times())
print("under_another_name", under_another_name())
print("another_number", another_number())
print("too_far", too_far())
print("whole_numbers", whole_numbers())
print("shifted_by_one", shifted_by_one())
print("not_this_shape", not_this_shape())
print("only_read", only_read())
print("in_an_inner_loop", in_an_inner_loop())
print("a_new_one_meanwhile", a_new_one_meanwhile())
