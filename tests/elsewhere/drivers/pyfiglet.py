"""Large letters."""

import pyfiglet

for font in ("standard", "slant", "small"):
    figlet = pyfiglet.Figlet(font=font)
    pictures = [figlet.renderText(word) for word in ("One", "two", "3!")]
    print("\n".join(pictures))
    print([max(map(len, picture.splitlines())) for picture in pictures])
