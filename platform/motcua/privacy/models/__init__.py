from motcua.privacy.models.data_copy import CopyState, DataCopy
from motcua.privacy.models.data_export import DataExport
from motcua.privacy.models.data_request import DataRequest
from motcua.privacy.models.privacy_settings import PrivacySettings

__all__ = ["CopyState", "DataCopy", "DataExport", "DataRequest", "PrivacySettings"]
