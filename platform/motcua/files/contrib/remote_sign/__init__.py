"""Keys held by a signing service at an address.

The service is asked by HTTP with JSON, in the manner of the Cloud Signature Consortium's
``signatures/signHash``. Request, with ``Authorization: Bearer <token>``, to ``<url>/sign``::

    {"credentialID": "…", "PIN": "…", "requestID": "…",
     "hashAlgorithm": "sha256", "hash": "<base64>"}

Answers: 200 ``{"requestID": "…", "status": "signed", "signature": "<base64>"}``; 200 with
``"status": "pending"`` while the owner has not confirmed, then ask ``<url>/status`` with
``{"requestID": "…"}`` again; 4xx ``{"error": "invalid_pin" | "unknown_credential" | …}``. The same
``requestID`` with the same hash is one signature, however often it is asked for or answered.
"""
