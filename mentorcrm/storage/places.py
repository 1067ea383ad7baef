"""Tells when the data folder is in a place that breaks databases: a network drive, a sync folder.

SQLite needs locks and shared memory that network file systems do not give, and a sync program
that copies the file while it is written makes damaged copies.
"""

import re
import sys
from pathlib import Path, PurePath

from mentorcrm.words import _

# Companies add to the name ("OneDrive - Northwind"); short common words count only as they stand.
_SYNC_FOLDERS = re.compile(
    r"(?i:(onedrive|dropbox|google ?drive|my drive|icloud ?drive|mobile documents|cloudstorage|"
    r"nextcloud|owncloud|pcloud ?drive|megasync|box sync|tresorit|seafile|yandex\.disk|"
    r"proton ?drive)(\b.*)?)|Box|MEGA|Sync"
)
_SYNC_MARKERS = (".stfolder", ".dropbox.cache", ".owncloudsync.log", ".nextcloudsync.log")
_NETWORK_TYPES = {
    "nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "afs", "9p", "ceph", "glusterfs", "lustre",
    "davfs", "fuse.sshfs", "fuse.rclone", "fuse.davfs2", "fuse.gvfsd-fuse", "fuse.s3fs",
    "fuse.glusterfs", "fuse.google-drive-ocamlfuse", "fuse.onedriver", "virtiofs", "vboxsf",
}  # fmt: skip
_DRIVE_REMOTE = 4  # Windows' GetDriveType for a mapped network drive.


def unsuitable_place(folder: Path) -> str | None:
    """One sentence when `folder` is on a network drive or in a cloud-sync folder, else None."""
    place = folder.resolve()
    if _on_network(place):
        return _(
            "The data folder {folder} is on a network drive, where a database can be "
            "damaged. Move it to a disk of this computer; copy backups to the network drive "
            "instead."
        ).format(folder=folder)
    service = _sync_folder(place)
    if service:
        return _(
            "The data folder {folder} is inside {service}, a folder that a sync program "
            "copies while it is written, which can damage the database. Move it outside; "
            "keep only backups there."
        ).format(folder=folder, service=service)
    return None


def _sync_folder(place: PurePath) -> str | None:
    for folder in (place, *place.parents):
        if _SYNC_FOLDERS.fullmatch(folder.name):
            return folder.name
        if isinstance(folder, Path) and any((folder / name).exists() for name in _SYNC_MARKERS):
            return folder.name or str(folder)
    return None


def _on_network(place: Path) -> bool:
    if sys.platform == "win32":
        import ctypes

        remote = ctypes.windll.kernel32.GetDriveTypeW(place.anchor) == _DRIVE_REMOTE
        return place.drive.startswith("\\\\") or bool(remote)
    try:
        table = Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    return mount_type(table, place) in _NETWORK_TYPES


def mount_type(table: str, place: PurePath) -> str:
    """The file-system type under `place`, by a table in the form of /proc/self/mountinfo."""
    best, found = -1, ""
    for line in table.splitlines():
        left, _, right = line.partition(" - ")
        fields = left.split()
        if len(fields) < 5 or not right:
            continue
        mount = PurePath(_unescape(fields[4]))
        # A later line for the same point covers the earlier one.
        if place.is_relative_to(mount) and len(mount.parts) >= best:
            best, found = len(mount.parts), right.split()[0]
    return found


def _unescape(field: str) -> str:
    return re.sub(r"\\([0-7]{3})", lambda match: chr(int(match[1], 8)), field)
