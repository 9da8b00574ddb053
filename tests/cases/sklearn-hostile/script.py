"""What looks like rounds with models of their own, and is not."""
import numpy as np
from sklearn.datasets import make_classification
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import KFold
from sklearn.preprocessing import StandardScaler
from sklearn.tree import DecisionTreeClassifier

X, y = make_classification(n_samples=80, n_features=5, random_state=7)
calls = []


class Posing:
    """Gives an array when it is asked for one, and counts that."""

    def __array__(self, dtype=None, copy=None):
        calls.append(len(calls))
        return X[len(calls):]


np.random.seed(4)
for depth in range(1, 6):  # no seed: each fit draws
    model = DecisionTreeClassifier(max_depth=depth, max_features=2)
    model.fit(X, y)
    print(depth, model.score(X, y))

generator = np.random.RandomState(4)
for depth in range(1, 6):  # a seed that each fit changes
    model = DecisionTreeClassifier(max_depth=depth, max_features=2, random_state=generator)
    model.fit(X, y)
    print(depth, model.score(X, y))

for depth in range(3):  # folds that draw
    folds = KFold(n_splits=2, shuffle=True)
    print(depth, [int(test[0]) for train, test in folds.split(X)])

for size in range(3):  # an object of the program's own, with an array to give
    print(size, StandardScaler().fit(Posing()).mean_[0], len(calls))

shared = LogisticRegression(warm_start=True, max_iter=2000)
for size in (40, 60, 80):  # each fit begins where the last one ended
    shared.fit(X[:size], y[:size])
    print(size, round(float(shared.coef_[0][0]), 6))

work = X.copy()
for step in range(3):  # scaled where it stands, again and again
    scaled = StandardScaler(copy=False).fit_transform(work)
    work[step] += 1.0
    print(step, scaled.sum(), work.sum())
