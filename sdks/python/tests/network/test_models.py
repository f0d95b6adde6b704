"""Models on a real network: published, fetched, run."""

from __future__ import annotations

import gzip
import json
import time
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from PIL import Image

from qubix import Qubix
from qubix.chain import contract_config
from qubix.crypto import create_seed
from qubix.documents.document import Document
from qubix.documents.model import Model
from qubix.errors import InputError, NotBoughtError
from qubix.errors.problems import BlobNotFoundError, ModelNotFoundError
from qubix.transport.routes import Route

from .conftest import REPOSITORY, LocalNetwork

pytestmark = pytest.mark.network
DIGITS = REPOSITORY / "examples/digits/digits.onnx"


@pytest.fixture(scope="module")
def model(network: LocalNetwork) -> Model:
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("QUBIX_HOME", str(network.home))
        with Qubix() as client:
            return client.models.publish(
                DIGITS, name="digits", license="MIT", description="Digits.", royalty=70, tags=["image"]
            )


@pytest.fixture(scope="module")
def images() -> np.ndarray:
    rows = gzip.decompress((REPOSITORY / "examples/digits/data/digits.csv.gz").read_bytes()).decode().splitlines()
    return np.array([row.split(",")[:64] for row in rows[:4]], "float32").reshape(-1, 1, 8, 8)


def test_a_published_model_can_be_found_and_fetched(client: Qubix, model: Model, tmp_path: Path) -> None:
    assert model.chain is not None
    assert (model.chain.royalty, model.chain.creator) == (70, client.wallet.identity)
    assert model.id == f"{client.wallet.identity.lower()}/digits"
    assert client.models.get("digits").digest == model.digest
    assert model.digest in [one.digest for one in client.models.list(search="digits")]
    files = client.models.download("digits", to=tmp_path)
    assert files == (tmp_path / "digits.onnx",)
    assert files[0].read_bytes() == DIGITS.read_bytes()
    assert json.loads((tmp_path / "manifest.json").read_text())["name"] == "digits"
    with pytest.raises(ModelNotFoundError):
        client.models.get("nobody/nothing")


def test_publishing_again_changes_nothing(client: Qubix, model: Model) -> None:
    before = client.wallet.balance()
    again = client.models.publish(
        DIGITS, name="digits", license="MIT", description="Digits.", royalty=70, tags=["image"]
    )
    assert again.digest == model.digest
    assert client.wallet.balance() == before


def test_arrays_in_arrays_out(client: Qubix, model: Model, images: np.ndarray) -> None:
    outputs = client.run(model.id, images, timeout=120, price_cap=2_000)
    assert outputs["digit"].dtype == np.int64
    assert outputs["probabilities"].shape == (4, 10)
    np.testing.assert_array_equal(outputs["digit"], outputs["probabilities"].argmax(axis=1))
    np.testing.assert_allclose(outputs["probabilities"].sum(axis=1), 1, rtol=1e-5)
    assert list(outputs.frame().columns)[:2] == ["digit", "probabilities_0"]
    assert outputs.result.job.royalty == 70


def test_an_image_and_a_data_frame(client: Qubix, model: Model, images: np.ndarray) -> None:
    image = Image.fromarray(images[0, 0].astype("uint8"))
    one = client.run("digits", image, timeout=120)
    assert one["digit"].shape == (1,)
    with pytest.raises(InputError, match="wants image"):
        client.run("digits", pd.DataFrame(images.reshape(-1, 64)))
    with pytest.raises(InputError, match="wants image"):
        client.run("digits", image.resize((9, 9)))


def test_a_function_that_runs_on_the_network(client: Qubix, model: Model, images: np.ndarray) -> None:
    @client.function("digits", timeout=120)
    def classify(pixels: np.ndarray) -> np.ndarray:
        """Digits of images."""
        return pixels.reshape(-1, 1, 8, 8)

    assert classify.__doc__ == "Digits of images."
    one = classify(images[0])["digit"]
    many = [outputs["digit"] for outputs in classify.map([images[:1], images[1:]])]
    assert [len(digits) for digits in many] == [1, 3]
    assert many[0][0] == one[0]


def test_a_model_that_is_withdrawn_takes_no_jobs(client: Qubix, images: np.ndarray) -> None:
    client.models.publish(DIGITS, name="other", license="MIT")
    client.models.update("other", active=False)
    deadline = 50
    while (found := client.models.get("other")).chain is not None and found.chain.active and deadline:
        deadline -= 1
    with pytest.raises(Exception, match="not offered on the chain"):
        client.run("other", images)


GATE = Route("putModelRepository", "PUT", "/models/{namespace}/{name}/repository", Document)
# `doc_string`: a file of its own, which no public model has.
SOLD = DIGITS.read_bytes() + b"\x32\x04sold"


def test_access_to_a_gated_model_is_sold_and_bought(client: Qubix, network: LocalNetwork, tmp_path: Path) -> None:
    model = client.models.publish(SOLD, name="sold", license="MIT")
    gated = {"visibility": "gated"}
    names = {"namespace": model.namespace, "name": model.name}
    client.driver.run(client._core.hub.call(GATE, names, body=gated))
    with Qubix(hub=network.hub, seed=create_seed()) as buyer:
        client.wallet.send(buyer.wallet.identity, 100_000)
        with pytest.raises(NotBoughtError, match="not for sale"):
            buyer.models.buy_access(model.id)
        client.models.set_access_price("sold", 5_000)
        until_priced(buyer, model.id, 5_000)
        with pytest.raises(BlobNotFoundError):
            buyer.models.download(model.id, to=tmp_path)
        with pytest.raises(NotBoughtError, match="more than 4999 QU"):
            buyer.models.buy_access(model.id, max_price=4_999)
        assert buyer.wallet.balance() == 100_000
        assert buyer.models.ask_access(model.id).state == "pending"

        earned = client.wallet.balance()
        bought = buyer.models.buy_access(model.id, max_price=5_000)
        assert (bought.access.state, bought.access.paid, bought.price) == ("accepted", 5_000, 5_000)
        assert bought.access.identity == buyer.wallet.identity
        fee = client.driver.run(client._core.ask(contract_config(network.contract_index))).config.call_fee
        assert buyer.wallet.balance() == 100_000 - 5_000 - fee
        assert client.wallet.balance() == earned + 5_000
        (file,) = buyer.models.download(model.id, to=tmp_path)
        assert file.read_bytes() == SOLD

        again = buyer.models.buy_access(model.id, max_price=1)
        assert (again.access.state, again.price, again.transaction) == ("accepted", 0, None)
        assert buyer.wallet.balance() == 100_000 - 5_000 - fee

    client.models.set_access_price("sold", 0)
    until_priced(client, model.id, None)


def until_priced(client: Qubix, name: str, price: int | None) -> None:
    deadline = time.monotonic() + 60
    while (chain := client.models.get(name).chain) is None or chain.access_price != price:
        assert time.monotonic() < deadline, "the hub did not learn of the price"
        time.sleep(0.2)
