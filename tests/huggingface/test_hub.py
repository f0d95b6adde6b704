"""What people do with huggingface_hub works on a Qubix hub, and what is refused is told in errors that they know."""

import hashlib
import io
import json
import os
import pickle
import subprocess
import sys
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from huggingface_hub import CommitOperationAdd, CommitOperationCopy, CommitOperationDelete, ModelCard, hf_hub_download, snapshot_download
from huggingface_hub.errors import (
    BadRequestError,
    EntryNotFoundError,
    GatedRepoError,
    HfHubHTTPError,
    RepositoryNotFoundError,
    RevisionNotFoundError,
)

CARD = """---
license: apache-2.0
language: en
pipeline_tag: image-classification
library_name: onnx
tags: [digits, tiny]
datasets: [mnist]
---
# Digits

Reads handwritten digits.
"""


def put(api, repo, files, **more):
    operations = [CommitOperationAdd(path, text if isinstance(text, bytes) else text.encode()) for path, text in files.items()]
    return api.create_commit(repo, operations, commit_message="Put files", **more)


def test_whoami(api, hub):
    assert api.whoami()["id"] == hub["ada"]["identity"]
    with pytest.raises(HfHubHTTPError) as refused:
        api.whoami(token="qbx_" + "0" * 16 + "_" + "0" * 64)
    assert refused.value.response.status_code == 401


def test_create_and_delete(api, bob):
    repo = api.create_repo("acme/short-lived")
    assert repo.repo_id == "acme/short-lived"
    with pytest.raises(HfHubHTTPError) as refused:
        api.create_repo("acme/short-lived")
    assert refused.value.response.status_code == 409
    assert api.create_repo("acme/short-lived", exist_ok=True) == repo
    # The namespace is Ada's, and so is what looks like it.
    for name in ["acme/of-bob", "acrne/of-bob", "api/of-bob"]:
        with pytest.raises(HfHubHTTPError):
            bob.create_repo(name)
    with pytest.raises(HfHubHTTPError):
        bob.delete_repo("acme/short-lived")
    api.delete_repo("acme/short-lived")
    with pytest.raises(RepositoryNotFoundError):
        api.model_info("acme/short-lived")
    with pytest.raises(RepositoryNotFoundError):
        api.delete_repo("acme/short-lived")
    api.delete_repo("acme/short-lived", missing_ok=True)


def test_own_letters_are_a_namespace(bob, hub):
    name = f"{hub['bob']['identity'].lower()}/mine"
    assert bob.create_repo(name).repo_id == name
    assert bob.create_repo("unnamed").repo_id == f"{hub['bob']['identity'].lower()}/unnamed"
    assert bob.repo_exists(name)


def test_upload_file_and_download(api, nobody, repo, tmp_path):
    first = api.upload_file(path_or_fileobj=CARD.encode(), path_in_repo="README.md", repo_id=repo)
    second = api.upload_file(path_or_fileobj=io.BytesIO(b"\x00\x01binary"), path_in_repo="a/b/weights.bin", repo_id=repo, commit_message="Weights")
    info = nobody.model_info(repo, files_metadata=True)
    assert info.sha == second.oid != first.oid
    assert [(one.rfilename, one.size) for one in info.siblings] == [("README.md", len(CARD)), ("a/b/weights.bin", 8)]
    assert (info.pipeline_tag, info.library_name, info.private, info.gated) == ("image-classification", "onnx", False, False)
    assert {"digits", "license:apache-2.0", "dataset:mnist", "en"} <= set(info.tags)
    assert info.card_data.license == "Apache-2.0"
    path = hf_hub_download(repo, "a/b/weights.bin", cache_dir=tmp_path)
    assert open(path, "rb").read() == b"\x00\x01binary"
    assert first.oid not in path and second.oid in path
    # The first version is there still, and lacks the file.
    with pytest.raises(EntryNotFoundError):
        hf_hub_download(repo, "a/b/weights.bin", revision=first.oid, cache_dir=tmp_path)
    assert ModelCard.load(repo).data.tags == ["digits", "tiny"]
    assert [commit.title for commit in api.list_repo_commits(repo)][0] == "Weights"
    assert api.file_exists(repo, "a/b/weights.bin") and not api.file_exists(repo, "nothing")


def test_upload_folder_and_snapshot(api, repo, tmp_path):
    source = tmp_path / "source"
    for name, text in {"README.md": CARD, "config.json": "{}", "sub/deep/x.txt": "x", "sub/ü n.txt": "ü"}.items():
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        (source / name).write_text(text)
    large = os.urandom(5 * 1024 * 1024 + 1)
    (source / "large.safetensors").write_bytes(large)
    commit = api.upload_folder(repo_id=repo, folder_path=source)
    # Nothing has changed: nothing is added.
    assert api.upload_folder(repo_id=repo, folder_path=source).oid == commit.oid
    got = snapshot_download(repo, cache_dir=tmp_path / "cache")
    for path in source.rglob("*"):
        if path.is_file():
            assert (tmp_path / got / path.relative_to(source)).read_bytes() == path.read_bytes()
    local = snapshot_download(repo, local_dir=tmp_path / "local", allow_patterns="sub/*")
    assert sorted(p.name for p in (tmp_path / "local" / "sub").rglob("*.txt")) == ["x.txt", "ü n.txt"]
    tree = list(api.list_repo_tree(repo))
    assert [one.path for one in tree] == ["README.md", "config.json", "large.safetensors", "sub"]
    entry = next(one for one in tree if one.path == "large.safetensors")
    assert entry.lfs.sha256 == hashlib.sha256(large).hexdigest() and entry.lfs.size == len(large)
    assert [one.path for one in api.list_repo_tree(repo, path_in_repo="sub", recursive=True)] == ["sub/deep", "sub/deep/x.txt", "sub/ü n.txt"]
    assert sorted(api.list_repo_files(repo)) == ["README.md", "config.json", "large.safetensors", "sub/deep/x.txt", "sub/ü n.txt"]
    assert [one.path for one in api.get_paths_info(repo, ["config.json", "sub", "none"])] == ["config.json", "sub"]
    assert api.verify_repo_checksums(repo, local_dir=tmp_path / "source").mismatches == []


def test_large_file_in_parts_and_ranges(api, hub, repo, tmp_path):
    large = os.urandom(20 * 1024 * 1024 + 17)
    file = tmp_path / "large.bin"
    file.write_bytes(large)
    api.upload_file(path_or_fileobj=file, path_in_repo="large.bin", repo_id=repo)
    got = hf_hub_download(repo, "large.bin", local_dir=tmp_path / "got")
    assert open(got, "rb").read() == large
    request = urllib.request.Request(f"{hub['url']}/{repo}/resolve/main/large.bin", headers={"Range": "bytes=5-9"})
    with urllib.request.urlopen(request) as response:
        assert (response.status, response.read()) == (206, large[5:10])
    # The same bytes need not come again, here or in another model.
    other = api.create_repo("acme/large-again").repo_id
    api.upload_file(path_or_fileobj=file, path_in_repo="copy.bin", repo_id=other)
    assert api.get_paths_info(other, "copy.bin")[0].lfs.sha256 == hashlib.sha256(large).hexdigest()
    api.delete_repo(other)
    assert open(hf_hub_download(repo, "large.bin", cache_dir=tmp_path / "again"), "rb").read() == large


def test_a_commit_of_many_kinds(api, repo):
    put(api, repo, {"a.txt": "a", "b.txt": "b", "old/1.txt": "1", "old/2.txt": "2"})
    operations = [
        CommitOperationDelete("a.txt"),
        CommitOperationDelete("old/"),
        CommitOperationCopy("b.txt", "c.txt"),
        CommitOperationAdd("empty.txt", b""),
    ]
    api.create_commit(repo, operations, commit_message="Tidy", commit_description="All of it.")
    assert sorted(api.list_repo_files(repo)) == ["b.txt", "c.txt", "empty.txt"]
    api.delete_file("c.txt", repo)
    assert sorted(api.list_repo_files(repo)) == ["b.txt", "empty.txt"]


def test_parent_commit_is_a_lock(api, repo):
    first = put(api, repo, {"a.txt": "1"})
    second = put(api, repo, {"a.txt": "2"}, parent_commit=first.oid)
    with pytest.raises(HfHubHTTPError) as refused:
        put(api, repo, {"a.txt": "3"}, parent_commit=first.oid)
    assert refused.value.response.status_code == 412
    assert api.model_info(repo).sha == second.oid

    def attempt(number):
        try:
            return put(api, repo, {"a.txt": f"race {number}"}, parent_commit=second.oid).oid
        except HfHubHTTPError as error:
            return error.response.status_code

    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(attempt, range(4)))
    assert results.count(412) == 3
    # Who names no parent is put on top of whatever came in between.
    with ThreadPoolExecutor(3) as pool:
        list(pool.map(lambda n: put(api, repo, {f"{n}.txt": str(n)}), range(3)))
    assert {"0.txt", "1.txt", "2.txt"} <= set(api.list_repo_files(repo))


def test_refs(api, repo):
    first = put(api, repo, {"a.txt": "1"})
    second = put(api, repo, {"a.txt": "2"})
    api.create_tag(repo, tag="v1.0", revision=first.oid)
    api.create_tag(repo, tag="v1.0", revision=first.oid, exist_ok=True)
    with pytest.raises(HfHubHTTPError):
        api.create_tag(repo, tag="v1.0")
    api.create_branch(repo, branch="stable", revision="v1.0")
    refs = api.list_repo_refs(repo)
    assert [(one.name, one.target_commit) for one in refs.branches] == [("main", second.oid), ("stable", first.oid)]
    assert [(one.name, one.ref) for one in refs.tags] == [("v1.0", "refs/tags/v1.0")]
    assert api.model_info(repo, revision="stable").sha == api.model_info(repo, revision="v1.0").sha == first.oid
    api.delete_tag(repo, tag="v1.0")
    api.delete_branch(repo, branch="stable")
    with pytest.raises(RevisionNotFoundError):
        api.model_info(repo, revision="v1.0")


def test_lists(api, nobody):
    for number, tag in enumerate(["red", "green", "blue"]):
        name = api.create_repo(f"acme/listed-{tag}").repo_id
        put(api, name, {"README.md": f"---\nlicense: mit\ntags: [colour, {tag}]\npipeline_tag: text-generation\n---\nPaints everything {tag}.\n"})
    names = lambda **query: [model.id for model in nobody.list_models(author="acme", **query)]
    every = {f"acme/listed-{tag}" for tag in ["red", "green", "blue"]}
    assert set(names(filter="colour")) == set(names(pipeline_tag="text-generation")) == every
    assert names(filter=["colour", "red"]) == names(search="paint red") == ["acme/listed-red"]
    assert set(names(filter="license:mit", search="listed")) == every
    assert names(filter="nothing") == []
    assert names(filter="colour", sort="created_at") == ["acme/listed-blue", "acme/listed-green", "acme/listed-red"]
    assert len(names(filter="colour", limit=2)) == 2
    [full] = nobody.list_models(author="acme", search="listed green", full=True)
    assert full.siblings[0].rfilename == "README.md" and full.card_data.license == "MIT"


def test_lists_have_pages(api, nobody, hub):
    for number in range(5):
        put(api, api.create_repo(f"acme/paged-{number}").repo_id, {"README.md": "---\ntags: [paged]\n---\n"})
    with urllib.request.urlopen(f"{hub['url']}/api/models?filter=paged&limit=2") as response:
        assert 'rel="next"' in response.headers["Link"] and len(json.load(response)) == 2
    from huggingface_hub.utils import paginate

    every = list(paginate(f"{hub['url']}/api/models", params={"filter": "paged", "limit": 2}, headers={}))
    assert len({model["id"] for model in every}) == len(every) == 5


def test_private_models_are_there_for_their_owner(api, bob, nobody, hub, tmp_path):
    repo = api.create_repo("acme/secret", private=True).repo_id
    put(api, repo, {"secret.txt": "for me alone"})
    assert api.model_info(repo).private
    assert open(hf_hub_download(repo, "secret.txt", token=hub["ada"]["token"], cache_dir=tmp_path)).read() == "for me alone"
    digest = hashlib.sha256(b"for me alone").hexdigest()
    for other in [bob, nobody]:
        with pytest.raises(RepositoryNotFoundError):
            other.model_info(repo)
        with pytest.raises(RepositoryNotFoundError):
            other.hf_hub_download(repo, "secret.txt", cache_dir=tmp_path / "other")
        assert repo not in [model.id for model in other.list_models(author="acme")]
        with pytest.raises(Exception):
            other.auth_check(repo)
    # Knowing the digest is no right to the bytes, not even to put them into a model of one's own.
    with pytest.raises(urllib.error.HTTPError):
        urllib.request.urlopen(f"{hub['url']}/api/v1/blobs/{digest}")
    theirs = bob.create_repo("thief").repo_id
    line = lambda key, value: json.dumps({"key": key, "value": value})
    body = "\n".join([line("header", {"summary": "x"}), line("lfsFile", {"path": "x.txt", "algo": "sha256", "oid": digest})])
    request = urllib.request.Request(f"{hub['url']}/api/models/{theirs}/commit/main", data=body.encode(), headers={"Authorization": f"Bearer {hub['bob']['token']}"}, method="POST")
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request)
    assert refused.value.code == 400
    api.update_repo_settings(repo, private=False)
    assert not nobody.model_info(repo).private


def test_gated_models_show_themselves_but_not_their_files(api, bob, nobody, repo, tmp_path):
    put(api, repo, {"README.md": CARD})
    api.update_repo_settings(repo, gated="manual")
    assert nobody.model_info(repo).gated == "manual"
    for other in [bob, nobody]:
        with pytest.raises(GatedRepoError):
            other.hf_hub_download(repo, "README.md", cache_dir=tmp_path)
    api.update_repo_settings(repo, gated=False)
    assert nobody.hf_hub_download(repo, "README.md", cache_dir=tmp_path)


class Evil:
    def __reduce__(self):
        return (os.system, ("echo pwned",))


@pytest.mark.parametrize("path", ["model.pt", "innocent.txt", "weights.bin"])
def test_pickles_are_refused(api, repo, path):
    with pytest.raises(HfHubHTTPError, match="safetensors"):
        api.upload_file(path_or_fileobj=pickle.dumps(Evil()), path_in_repo=path, repo_id=repo)
    assert api.model_info(repo).sha is None


def test_bad_cards_are_refused(api, repo):
    with pytest.raises(ValueError, match="pipeline_tag"):
        api.upload_file(path_or_fileobj=b"---\npipeline_tag: magic\n---\n", path_in_repo="README.md", repo_id=repo)
    with pytest.raises(BadRequestError, match="base_model"):
        put(api, repo, {"README.md": "---\nbase_model: nobody/nothing\n---\n"})
    assert api.model_info(repo).sha is None


@pytest.mark.parametrize("paths", [["a\u202Etxt.exe"], ["con.txt"], ["A.txt", "a.txt"], ["a", "a/b"], ["x\u0000y"]])
def test_path_tricks_are_refused(api, repo, paths):
    with pytest.raises(BadRequestError, match="can't be a file"):
        put(api, repo, {path: "x" for path in paths})


def test_lineage(api, nobody, repo):
    put(api, repo, {"README.md": CARD})
    child = api.create_repo("acme/child").repo_id
    put(api, child, {"README.md": f"---\nbase_model: {repo}\n---\n"})
    assert f"base_model:{repo}" in nobody.model_info(child).tags
    assert [model.id for model in nobody.list_models(filter=f"base_model:{repo}")] == [child]
    with pytest.raises(BadRequestError, match="made from itself"):
        put(api, repo, {"README.md": f"---\nbase_model: {child}\n---\n"})


def test_what_is_not_there_is_told_apart(api, nobody, repo, tmp_path):
    put(api, repo, {"a.txt": "a"})
    with pytest.raises(RepositoryNotFoundError):
        nobody.hf_hub_download("acme/none", "a.txt", cache_dir=tmp_path)
    with pytest.raises(RevisionNotFoundError):
        nobody.hf_hub_download(repo, "a.txt", revision="nowhere", cache_dir=tmp_path)
    with pytest.raises(EntryNotFoundError):
        nobody.hf_hub_download(repo, "b.txt", cache_dir=tmp_path)
    with pytest.raises(EntryNotFoundError):
        list(nobody.list_repo_tree(repo, path_in_repo="none"))


def test_tokens_do_what_their_scopes_say(hub, repo):
    from huggingface_hub import HfApi

    reader = HfApi(token=hub["ada"]["reader"])
    assert reader.model_info(repo).id == repo
    with pytest.raises(HfHubHTTPError) as refused:
        reader.upload_file(path_or_fileobj=b"x", path_in_repo="x", repo_id=repo)
    assert refused.value.response.status_code == 403


def test_with_xet_installed_small_files_go_through_and_large_ones_say_what_to_do(api, hub, repo, tmp_path):
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "README.md").write_text(CARD)
    (folder / "config.json").write_text("{}")
    code = f"from huggingface_hub import upload_folder; print(upload_folder(repo_id={repo!r}, folder_path={str(folder)!r}).oid)"
    environment = {**os.environ, "HF_HUB_DISABLE_XET": "0", "HF_TOKEN": hub["ada"]["token"]}
    run = lambda: subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, timeout=60)
    done = run()
    assert done.returncode == 0, done.stderr
    assert api.model_info(repo).sha == done.stdout.strip()
    (folder / "large.bin").write_bytes(os.urandom(5 * 1024 * 1024 + 1))
    assert run().returncode != 0
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(f"{hub['url']}/api/models/{repo}/xet-write-token/main")
    assert "HF_HUB_DISABLE_XET=1" in refused.value.headers["X-Error-Message"]


def digits(producer):
    """The repository's own model, with another producer."""
    path = Path(__file__).resolve().parents[2] / "examples" / "digits" / "digits.onnx"
    return path.read_bytes() + bytes([0x12, len(producer)]) + producer.encode()


def latest(hub, repo):
    return json.load(urllib.request.urlopen(f"{hub['url']}/api/v1/models/{repo}/versions/latest"))


def test_a_manifest_makes_a_version_that_can_be_run(api, hub, repo):
    model = digits("one")
    namespace, name = repo.split("/")
    manifest = {
        **{"version": 1, "namespace": namespace, "name": name, "format": "onnx", "license": "MIT", "description": "Reads digits."},
        "files": [{"path": "m.onnx", "digest": "sha256:" + hashlib.sha256(model).hexdigest(), "size": len(model)}],
        "inputs": [{"name": "image", "dtype": "float32", "shape": ["N", 1, 8, 8]}],
        "outputs": [{"name": "digit", "dtype": "int64", "shape": ["N"]}],
    }
    put(api, repo, {"qubix.json": json.dumps(manifest, indent=2)})
    assert "m.onnx, which is not there" in latest(hub, repo)["notRunnable"]
    put(api, repo, {"m.onnx": model})
    assert latest(hub, repo)["digest"].startswith("sha256:")
    found = json.load(urllib.request.urlopen(f"{hub['url']}/api/v1/models/{repo}"))
    assert found["manifest"] == manifest and found["number"] == 2
    put(api, repo, {"m.onnx": digits("another")})
    assert "another file" in latest(hub, repo)["notRunnable"]


def test_an_onnx_file_and_a_licence_are_enough(api, hub, repo):
    put(api, repo, {"model.onnx": digits("bare")})
    assert "licence" in latest(hub, repo)["notRunnable"]
    put(api, repo, {"README.md": CARD})
    version = latest(hub, repo)
    found = json.load(urllib.request.urlopen(f"{hub['url']}/api/v1/models/{repo}"))
    assert found["digest"] == version["digest"] and found["manifest"]["inputs"][0]["name"] == "image"
    assert found["card"]["pipeline_tag"] == "image-classification"
    put(api, repo, {"model.onnx": b"no model at all"})
    assert "no ONNX model" in latest(hub, repo)["notRunnable"]
