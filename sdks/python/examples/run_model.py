"""Publishes the repository's classifier of handwritten digits, and runs it on some images.

Needs a local network (`npm start`), and `pip install "qubix[numpy,progress]"`.
"""

import gzip
from pathlib import Path

import numpy as np

from qubix import Qubix

DIGITS = Path(__file__).resolve().parents[3] / "examples/digits"


def main() -> None:
    """Five lines, and reading the images."""
    rows = gzip.decompress((DIGITS / "data/digits.csv.gz").read_bytes()).decode().splitlines()[:10]
    table = np.array([row.split(",") for row in rows], "float32")
    images, digits = table[:, :64].reshape(-1, 1, 8, 8), table[:, 64].astype(int)
    with Qubix() as client:
        model = client.models.publish(DIGITS / "digits.onnx", name="digits", license="MIT", royalty=100)
        outputs = client.run(model.id, images, progress=True)
    print("found   ", outputs["digit"].tolist())
    print("written ", digits.tolist())


if __name__ == "__main__":
    main()
