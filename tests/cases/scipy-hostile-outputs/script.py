import numpy as np
from scipy import ndimage


def image():
    return np.arange(48.0).reshape(6, 8) % 7


def main():
    picture = image()
    shown = []
    for k in range(6):
        shown.append(ndimage.gaussian_filter(picture, 1, output=picture))
    print(np.round(shown[0][0], 6), float(np.round(shown[5].sum(), 6)))

    steps = []
    for k in range(6):
        steps.append((ndimage.uniform_filter(picture, 3, output=picture), float(picture[0, 0])))
    print(np.round(steps[0][0][0], 6), [step[1] for step in steps])

    target = np.zeros((6, 8))
    results = []
    for k in range(6):
        results.append(ndimage.gaussian_filter(image() + k, 1.0, 0, target))
    print([float(np.round(one.sum(), 6)) for one in results])

    near = np.zeros((6, 8))
    found = []
    for k in range(6):
        ndimage.distance_transform_edt(image() > k, distances=near)
        found.append(float(near.sum()))
    print(np.round(found, 6), float(np.round(near.max(), 6)))

    exact = []
    for k in range(6):
        exact.append(ndimage.gaussian_filter(image() + k, 1.0, output=np.float32))
    print(float(np.round(exact[3].sum(), 3)))


main()
