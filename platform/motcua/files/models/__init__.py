from motcua.files.models.file_link import FileLink
from motcua.files.models.pending_upload import PendingUpload
from motcua.files.models.stored_file import ScanState, StoredFile

__all__ = ["FileLink", "PendingUpload", "ScanState", "StoredFile"]
