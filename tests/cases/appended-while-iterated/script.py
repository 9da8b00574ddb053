def work(n):
    x = n
    for _ in range(400):
        x = (x * 69069 + 1) % 4294967296
    return x


def crawl(start):
    pages = [start]
    for page in pages:
        following = work(page) % 1000
        print(page, "->", following)
        if following not in pages and len(pages) < 40:
            pages.append(following)
        if page % 3 == 0 and len(pages) < 40:
            pages.append(page // 3 + 1000)
    return pages


found = crawl(7)
print(len(found), found)
