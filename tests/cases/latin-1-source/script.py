#!/usr/bin/env python3
# -*- coding: latin-1 -*-
# Größen und Maße: every character of this file is one byte.

def work(n):
    x = n
    for _ in range(300):
        x = (x * 69069 + 1) % 4294967296
    return x % 100



def größe(n):
    return work(n) + len("äöü")


summe = 0
for n in range(20):
    summe += größe(n)
    if n % 5 == 0:
        print("größe", n, summe, [ord(c) for c in "äß"])
print(summe, b"bytes", "\u20ac", sum(größe(n) for n in range(4)))
