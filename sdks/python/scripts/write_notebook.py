"""Writes examples/notebooks/qubix.ipynb: a notebook without outputs, so that changes of it can be read.

python sdks/python/scripts/write_notebook.py
"""

from __future__ import annotations

from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

TARGET = Path(__file__).resolve().parents[1] / "examples/notebooks/qubix.ipynb"

CELLS = [
    """# Qubix from a notebook

Submit a job, watch it, plot what it brought. Start a local network first (`npm run qubix -- up`), and install
`pip install "qubix[numpy,progress]" matplotlib`.""",
    """import gzip
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np

from qubix import Qubix

client = Qubix()
client""",
    """## The network

Who is there, and what they ask for.""",
    """info = client.network.get()
print(f"network {info.network.name}, tick {info.chain.tick}, hub {info.hub.slot}")
for provider in client.providers.list():
    print(f"provider {provider.slot}: stake {provider.stake:,} QU, at least {provider.min_price} QU for a run")
print(f"wallet: {client.wallet.balance():,} QU")""",
    """## A model

The repository's classifier of handwritten digits, published with a royalty of 100 QU per job.""",
    """folders = [folder / "examples/digits" for folder in [Path.cwd(), *Path.cwd().parents]]
digits = next(folder for folder in folders if (folder / "digits.onnx").exists())
model = client.models.publish(digits / "digits.onnx", name="digits", license="MIT", royalty=100)
print(model.id)
print(*model.manifest.inputs, "→", *model.manifest.outputs)""",
    """## Submit, and watch

What happens to the job comes over a live channel, event by event.""",
    """rows = gzip.decompress((digits / "data/digits.csv.gz").read_bytes()).decode().splitlines()[:24]
images = np.array([row.split(",")[:64] for row in rows], "float32").reshape(-1, 1, 8, 8)

job = client.jobs.submit(model=model.id, inputs=images, replicas=3, price_cap=1_000)
stages = []
for event in client.jobs.events(job.key, follow=True):
    if event.type == "state":
        stages.append((event.body["state"], event.time))
        print(event.time.time(), event.body["state"])""",
    """names = [name for name, _ in stages]
seconds = [(moment - stages[0][1]).total_seconds() for _, moment in stages]
plt.figure(figsize=(7, 2.5))
plt.barh(names[:-1], np.diff(seconds), left=seconds[:-1])
plt.gca().invert_yaxis()
plt.xlabel("seconds since submission")
plt.title(f"the way of job {job.key[:8]}")
plt.show()""",
    """## What it brought

Three machines agreed on these digits before any of them was paid.""",
    """outputs = client.run(model.id, images, progress=True)
sure = outputs["probabilities"].max(axis=1)
figure, axes = plt.subplots(3, 8, figsize=(8, 3.6))
for axis, image, digit, confidence in zip(axes.flat, images, outputs["digit"], sure, strict=True):
    axis.imshow(image[0], cmap="gray_r")
    axis.set_title(f"{digit} ({confidence:.0%})", fontsize=8)
    axis.axis("off")
plt.show()""",
    """## What it cost

The receipt is on the chain; here it is checked against a node.""",
    """receipt = client.jobs.receipt(job.key)
parts = {
    **{f"provider {run.provider}": run.paid for run in receipt.runs},
    "royalty": receipt.royalty_paid,
    "hub": receipt.hub_paid,
    "burned": receipt.burned,
    "shareholders": receipt.to_shareholders,
}
plt.figure(figsize=(7, 2.5))
plt.bar(list(parts), list(parts.values()))
plt.ylabel("QU")
plt.title(f"{receipt.close_reason}; {receipt.refunded} QU came back")
plt.show()
assert client.jobs.verify_receipt(job.key).ok""",
    """client.close()""",
]


def notebook() -> nbformat.NotebookNode:
    """The notebook, the same each time."""
    cells = [new_code_cell(text) if _is_code(text) else new_markdown_cell(text) for text in CELLS]
    for at, cell in enumerate(cells):
        cell["id"] = f"cell-{at}"
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    return new_notebook(cells=cells, metadata=kernel)


def _is_code(text: str) -> bool:
    return not text.startswith("#")


if __name__ == "__main__":
    nbformat.write(notebook(), TARGET)
    print(f"Wrote {TARGET.name}.")
