"""Network drives and sync folders are named; ordinary folders are left in peace."""

from pathlib import Path, PurePosixPath

import pytest

from mentorcrm.storage.places import mount_type, unsuitable_place


@pytest.mark.parametrize(
    "inside",
    [
        "Dropbox/crm",
        "Dropbox (Personal)/crm",
        "OneDrive - Northwind Ltd/data",
        "Library/CloudStorage/GoogleDrive-me@example.org/My Drive",
        "Library/Mobile Documents/com~apple~CloudDocs",
        "Nextcloud/x/y",
        "Box/crm",
    ],
)
def test_a_sync_folder_is_named(tmp_path: Path, inside: str) -> None:
    sentence = unsuitable_place(tmp_path / inside)
    assert sentence is not None
    assert "sync program" in sentence
    assert "Move it outside" in sentence


def test_a_syncthing_folder_is_known_by_its_marker(tmp_path: Path) -> None:
    (tmp_path / ".stfolder").mkdir()
    assert unsuitable_place(tmp_path / "a" / "b") is not None


@pytest.mark.parametrize("inside", ["boxes", "megaphone", "synced", "Documents/onedriveless", ""])
def test_an_ordinary_folder_is_fine(tmp_path: Path, inside: str) -> None:
    assert unsuitable_place(tmp_path / inside) is None


MOUNTS = """\
22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
40 22 0:33 / /home/zo\\303\\253 rw - ext4 /dev/vdb rw
41 22 0:34 / /mnt/team\\040share rw,relatime shared:2 - cifs //server/share rw
42 22 0:35 / /mnt/team\\040share/local rw - tmpfs tmpfs rw
43 22 0:36 / /net rw - autofs auto rw
44 22 0:37 / /net rw - nfs4 server:/x rw
broken line
"""


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        ("/var/lib", "ext4"),
        ("/mnt/team share/crm", "cifs"),
        ("/mnt/team share/local/crm", "tmpfs"),
        ("/mnt/team sharepoint", "ext4"),
        ("/net/home", "nfs4"),
    ],
)
def test_the_innermost_and_newest_mount_decides(place: str, kind: str) -> None:
    assert mount_type(MOUNTS, PurePosixPath(place)) == kind
