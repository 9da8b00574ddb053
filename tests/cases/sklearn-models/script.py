"""Compares models on made-up data, each fitted several times, and prints what was best."""
import numpy as np
from sklearn.cluster import KMeans
from sklearn.datasets import make_classification
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, f1_score
from sklearn.model_selection import KFold, cross_val_score, train_test_split
from sklearn.neighbors import KNeighborsClassifier
from sklearn.preprocessing import StandardScaler
from sklearn.tree import DecisionTreeClassifier


def evaluate(depth, X_train, X_test, y_train, y_test):
    model = DecisionTreeClassifier(max_depth=depth, random_state=0)
    model.fit(X_train, y_train)
    predicted = model.predict(X_test)
    return accuracy_score(y_test, predicted), f1_score(y_test, predicted)


def fold_errors(X, y, neighbours):
    errors = []
    for train, test in KFold(n_splits=4, shuffle=True, random_state=1).split(X):
        scaler = StandardScaler()
        model = KNeighborsClassifier(n_neighbors=neighbours)
        model.fit(scaler.fit_transform(X[train]), y[train])
        errors.append(1.0 - model.score(scaler.transform(X[test]), y[test]))
    return errors


def main():
    X, y = make_classification(n_samples=160, n_features=6, n_informative=4, random_state=7)
    X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.3, random_state=2)

    groups = KMeans(n_clusters=2, n_init=1, max_iter=5, random_state=3).fit(X)  # starts threads, which no fork survives
    print(sorted(map(int, np.bincount(groups.labels_))))

    best = None
    for depth in range(1, 8):
        accuracy, f1 = evaluate(depth, X_train, X_test, y_train, y_test)
        print(f"depth {depth}: {accuracy:.4f} {f1:.4f}")
        if best is None or accuracy > best[0]:
            best = (accuracy, depth)
    print("best depth", best)

    scores = {}
    for c in (0.01, 0.1, 1.0, 10.0):
        scores[c] = cross_val_score(LogisticRegression(C=c), X, y, cv=3, scoring="accuracy").mean()
    for c, score in scores.items():
        print(c, repr(float(score)))

    for neighbours in (1, 3, 5):
        errors = fold_errors(X, y, neighbours)
        print(neighbours, [round(e, 4) for e in errors], np.mean(errors))


main()
