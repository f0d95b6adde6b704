"""Runs a WASI program on three machines that must agree, and follows its log.

Needs a local network (`npm start`).
"""

from pathlib import Path

from qubix import Qubix

PROGRAM = Path(__file__).resolve().parents[3] / "examples/dist/endurance.wasm"


def main() -> None:
    """Submits, follows, fetches, and checks the receipt against the chain."""
    with Qubix() as client:
        job = client.jobs.submit(wasm=PROGRAM, args=["5"], replicas=3, price_cap=2_000)
        print(f"job {job.key}: {job.escrow} QU are locked")
        for line in client.jobs.logs(job.key, follow=True):
            print(f"  attempt {line.attempt}: {line.text}", end="")
        ended = client.jobs.wait(job.key)
        result = client.jobs.download(job.key)
        print(f"{ended.close_reason}; outputs: {', '.join(result.outputs)}")
        print("the receipt is what the chain says:", client.jobs.verify_receipt(job.key).ok)


if __name__ == "__main__":
    main()
