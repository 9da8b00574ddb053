"""Models that rounds share, by themselves or in part, and data that changes under a model."""
from sklearn.cluster import DBSCAN
from sklearn.datasets import make_classification
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.model_selection import TimeSeriesSplit, cross_val_score
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

X, y = make_classification(n_samples=80, n_features=5, random_state=7)
work = X.copy()


def mixed(value):
    for _ in range(400):
        value = (value * 31 + 7) % 10007
    return value


def mixed_before(step):
    return mixed(int(work[max(step - 1, 0), 0] * 1000))


scaler = StandardScaler()
for size in (40, 60, 80):  # the model of all rounds
    scaler.fit(X[:size])
    print(size, scaler.mean_[0])

part = StandardScaler()
for size in (40, 60, 80):  # the pipelines share a part
    model = make_pipeline(part, LinearRegression())
    model.fit(X[:size], y[:size])
    print(size, model.score(X, y), part.mean_[0])

near = KNeighborsClassifier(n_neighbors=1, algorithm="brute").fit(work, y)
for step in range(3):  # a model that looks at the data that it was fitted to, which changes
    print(step, near.predict(X[step : step + 3]).tolist())
    work[: 20 * (step + 1)] = work[::-1][: 20 * (step + 1)]

chosen = LinearRegression()
for step in range(3):  # what one round fits, the next one reads
    if step:
        print(step, chosen.intercept_)
    chosen = LinearRegression().fit(X[step:], y[step:])

fitted = LinearRegression().fit(X, y)
shown = fitted.coef_
for step in range(3):  # what an attribute shows is no copy
    print(step, fitted.predict(X[:20]).sum().round(6), round(float(fitted.intercept_), 6))
    shown[0] = step

for step in range(3):  # nor is a number any longer what it was once the model is fitted again
    print(step, mixed(int(fitted.intercept_ * 100000)))
    fitted.fit(X[step + 1 :], y[step + 1 :])

groups = DBSCAN(eps=1.5, min_samples=2)
labels = groups.fit_predict(X)
for step in range(3):  # nor what `fit_predict` returns
    print(step, mixed(int(groups.labels_[max(step - 1, 0)])))
    labels[step] = 50 + step

same = make_pipeline("passthrough").fit_transform(work)
for step in range(3):  # a pipeline that gives what it was given
    print(step, mixed_before(step))
    same[step] = step

weights = {0: 1.0, 1: 1.0}
weighed = LogisticRegression(class_weight=weights)
for step in range(3):  # a model that looks at what it was made with
    print(step, cross_val_score(weighed, X, y, cv=2).tolist())
    weights[1] = 0.1 + step * 5

in_place = StandardScaler()
in_place.copy = False
for step in range(3):  # scaled where it stands, as an attribute says
    print(step, work.sum().round(6), in_place.fit_transform(work).sum().round(6))
    work[step] += 1.0

for train, test in TimeSeriesSplit(n_splits=4).split(X):  # folds that are parts of one array
    print(len(train), mixed(int(train.sum())))
    test[:] = 3
