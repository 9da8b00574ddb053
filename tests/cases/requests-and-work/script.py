import requests


def work(text):
    total = 0
    for i in range(300):
        for c in text:
            total = (total * 31 + ord(c) + i) % 100003
    return total


def fetch(url):
    try:
        return requests.get(url, timeout=1).text
    except requests.exceptions.RequestException as error:
        return type(error).__name__


def main():
    urls = ["nowhere://%d" % i for i in range(6)]
    pages = []
    for url in urls:
        pages.append(work(fetch(url)))
    print(pages)
    session = requests.Session()
    for url in urls[:3]:
        try:
            answer = session.get(url)
            pages.append(work(answer.text))
        except requests.RequestException as error:
            pages.append(work(str(type(error))))
    print(pages)
    values = []
    for i in range(40):
        values.append(work("text %d" % i))
    print(sum(values))


main()
