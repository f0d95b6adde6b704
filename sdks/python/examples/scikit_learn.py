"""Trains a classifier of wines with scikit-learn, publishes it for a royalty and runs it on the network.

Needs a local network (`npm start`), and `pip install "qubix[sklearn]"`.
"""

from sklearn.datasets import load_wine
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

import qubix.sklearn
from qubix import Qubix


def main() -> None:
    """From data to a paid model in five lines."""
    X, y = load_wine(return_X_y=True)
    estimator = make_pipeline(StandardScaler(), LogisticRegression(max_iter=500)).fit(X[::2], y[::2])
    with Qubix() as client:
        model = qubix.sklearn.publish(estimator, client=client, name="wine", example=X, license="MIT", royalty=50)
        labels = client.run(model.id, X[1::2])["label"]
    print(f"{(labels == y[1::2]).mean():.0%} of the other half are right")


if __name__ == "__main__":
    main()
