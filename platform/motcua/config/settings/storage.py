"""Files on disk by default, in S3 when a bucket is named."""

from motcua.config.settings import env

MOTCUA_S3 = {
    "bucket_name": env.text("MOTCUA_S3_BUCKET", ""),
    "endpoint_url": env.text("MOTCUA_S3_ENDPOINT", "") or None,
    "access_key": env.text("MOTCUA_S3_ACCESS_KEY", "") or None,
    "secret_key": env.text("MOTCUA_S3_SECRET_KEY", "") or None,
}
