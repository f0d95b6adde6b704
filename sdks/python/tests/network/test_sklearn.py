"""A model of scikit-learn, published and run on the network."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from sklearn.compose import ColumnTransformer
from sklearn.datasets import load_iris, load_wine
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

import qubix.sklearn
from qubix import Qubix
from qubix.errors import InputError

pytestmark = pytest.mark.network


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning")
@pytest.mark.parametrize(
    "estimator",
    [
        make_pipeline(StandardScaler(), LogisticRegression(max_iter=500)),
        RandomForestClassifier(n_estimators=20, random_state=0),
    ],
    ids=["pipeline", "forest"],
)
def test_a_classifier(client: Qubix, estimator: object) -> None:
    X, y = load_wine(return_X_y=True)
    estimator.fit(X[::2], y[::2])  # type: ignore[attr-defined]
    model = qubix.sklearn.publish(
        estimator, client=client, name=f"wine-{type(estimator).__name__.lower()}", example=X, license="MIT"
    )
    outputs = client.run(model.id, X[1:60:2], timeout=120)
    np.testing.assert_array_equal(outputs["label"], estimator.predict(X[1:60:2]))  # type: ignore[attr-defined]
    expected = estimator.predict_proba(X[1:60:2])  # type: ignore[attr-defined]
    np.testing.assert_allclose(outputs["probabilities"], expected, atol=1e-4)
    assert "scikit-learn" in model.manifest.description


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning")
def test_a_regression_on_a_data_frame(client: Qubix) -> None:
    frame: pd.DataFrame = load_iris(as_frame=True).data.astype("float32")
    frame.columns = ["sepal_length", "sepal_width", "petal_length", "petal_width"]
    scaler = ColumnTransformer([("scale", StandardScaler(), list(frame.columns[:3]))])
    estimator = make_pipeline(scaler, LinearRegression()).fit(frame[frame.columns[:3]], frame["petal_width"])
    rows = frame[frame.columns[:3]]
    model = qubix.sklearn.publish(
        estimator, client=client, name="iris", example=rows, license="MIT", description="Width by length."
    )
    outputs = client.run(model.id, rows[:9], timeout=120)
    found = outputs.frame(index=rows.index[:9]).to_numpy().ravel()
    np.testing.assert_allclose(found, estimator.predict(rows[:9]), atol=1e-4)


def test_labels_that_are_text_are_told(client: Qubix) -> None:
    estimator = LogisticRegression().fit([[0.0], [1.0]], ["no", "yes"])
    with pytest.raises(InputError, match="LabelEncoder"):
        qubix.sklearn.publish(estimator, client=client, name="text", example=[[0.0]], license="MIT")
