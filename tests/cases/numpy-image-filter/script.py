"""A filter over an image, row by row, into another image."""
import numpy as np


def make_image(height, width):
    y, x = np.indices((height, width))
    return (np.sin(x / 7.0) * np.cos(y / 5.0) * 127 + 128).astype(np.uint8)


def median_row(image, y, radius):
    height, width = image.shape
    top, bottom = max(0, y - radius), min(height, y + radius + 1)
    row = np.empty(width, dtype=np.uint8)
    for x in range(width):
        left, right = max(0, x - radius), min(width, x + radius + 1)
        row[x] = np.median(image[top:bottom, left:right])
    return row


def sobel(image):
    height, width = image.shape
    result = np.zeros((height, width))
    for y in range(1, height - 1):
        for x in range(1, width - 1):
            window = image[y - 1 : y + 2, x - 1 : x + 2].astype(float)
            gx = (window[:, 2] - window[:, 0]).sum() + window[1, 2] - window[1, 0]
            gy = (window[2] - window[0]).sum() + window[2, 1] - window[0, 1]
            result[y, x] = np.hypot(gx, gy)
    return result


def main():
    image = make_image(30, 40)
    smooth = np.empty_like(image)
    for y in range(image.shape[0]):
        smooth[y] = median_row(image, y, 2)
    edges = sobel(smooth)
    print(smooth.sum(), smooth.dtype, edges.sum())
    print(edges[5, :6])


main()
