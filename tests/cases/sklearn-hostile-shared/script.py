"""Models that rounds share, by themselves or in part, and data that changes under a model."""
from sklearn.datasets import make_classification
from sklearn.linear_model import LinearRegression
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

X, y = make_classification(n_samples=80, n_features=5, random_state=7)
work = X.copy()

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
