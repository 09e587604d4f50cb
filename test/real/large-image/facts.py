"""facts.py ARCHIVE FOLDER: what a saved image says of its packages, told without the program under test.

Writes the dpkg database of layer N to FOLDER/N/status, and prints JSON:
owned: language packages whose metadata is in a file list of dpkg; locked: what npm says it installed for the app;
folders: names and versions of package.json that stand in a package and are none; archives: jars without pom.properties.
"""

import email.parser
import io
import json
import os
import posixpath
import sys
import tarfile
import zipfile

STATUS = "var/lib/dpkg/status"
LOCK = "srv/app/node_modules/.package-lock.json"
METADATA = (".dist-info/METADATA", ".egg-info/PKG-INFO", ".egg-info")


def is_wanted(path):
    return (
        path.endswith(("/package.json", ".gemspec", ".jar", ".war", *METADATA))
        or path == LOCK
        or (path.startswith("var/lib/dpkg/info/") and path.endswith(".list"))
    )


def hide(files, path, layer):
    """A whiteout takes away what lower layers have."""
    folder, mark = posixpath.split(path)
    gone = folder if mark == ".wh..wh..opq" else posixpath.join(folder, mark.removeprefix(".wh."))
    for name in [name for name in files if name == gone or name.startswith(f"{gone}/")]:
        if files[name][0] < layer:
            del files[name]


def read_layers(archive, folder):
    """The wanted files of the final image: path to layer and content."""
    files = {}
    with tarfile.open(archive) as outer:
        [image] = json.load(outer.extractfile("manifest.json"))
        for layer, name in enumerate(image["Layers"]):
            with tarfile.open(fileobj=outer.extractfile(name)) as inner:
                for member in inner:
                    path = posixpath.normpath(member.name)
                    if posixpath.basename(path).startswith(".wh."):
                        hide(files, path, layer)
                    elif path == STATUS:
                        os.makedirs(f"{folder}/{layer}")
                        with open(f"{folder}/{layer}/status", "wb") as status:
                            status.write(inner.extractfile(member).read())
                    elif member.isfile() and is_wanted(path):
                        files[path] = (layer, inner.extractfile(member).read())
    return {path: content for path, (_, content) in files.items()}


def json_package(content):
    manifest = json.loads(content)
    return f"npm/{manifest['name']}@{manifest['version']}" if "name" in manifest and "version" in manifest else None


def package_of(path, content):
    """TYPE/NAME@VERSION of a metadata file; None where it names no package."""
    stem = posixpath.splitext(posixpath.basename(path))[0]
    if path.endswith("/package.json"):
        return json_package(content)
    if path.endswith(".gemspec"):
        return "gem/" + "@".join(stem.rsplit("-", 1))
    if path.endswith(METADATA):
        head = email.parser.Parser().parsestr(content.decode())
        return f"pypi/{head['Name'].lower().replace('_', '-').replace('.', '-')}@{head['Version']}"
    return f"jar/{stem}" if path.endswith(".jar") else None


def is_folder_of_package(path):
    """True for a package.json inside a package that is not below a node_modules of its own."""
    parent = posixpath.dirname(posixpath.dirname(path))
    is_own = posixpath.basename(parent) == "node_modules" or (
        posixpath.basename(parent).startswith("@") and posixpath.basename(posixpath.dirname(parent)) == "node_modules"
    )
    return "node_modules/" in path and not is_own


def archives_in(path, content):
    """Names of the jars here and inside, those without a pom.properties alone."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        if not any(name.endswith("/pom.properties") for name in names):
            yield posixpath.splitext(posixpath.basename(path))[0]
        for name in names:
            if name.endswith(".jar"):
                yield from archives_in(name, archive.read(name))


def main(archive, folder):
    files = read_layers(archive, folder)
    lists = [content for path, content in files.items() if path.endswith(".list")]
    paths = {line.lstrip("/") for content in lists for line in content.decode().splitlines()}
    paths |= {f"usr/{path}" for path in paths if path.startswith("lib")}
    found = {path: package_of(path, content) for path, content in files.items()}
    json.dump(
        {
            "owned": sorted({found[path] for path in found if path in paths and found[path]}),
            "locked": sorted(
                {
                    f"npm/{path.rsplit('node_modules/', 1)[1]}@{each['version']}"
                    for path, each in json.loads(files[LOCK])["packages"].items()
                }
            ),
            "folders": sorted({found[path] for path in found if is_folder_of_package(path) and found[path]}),
            "archives": sorted(
                {
                    name
                    for path, content in files.items()
                    if path.endswith((".jar", ".war")) and path not in paths
                    for name in archives_in(path, content)
                }
            ),
        },
        sys.stdout,
    )


main(*sys.argv[1:])
