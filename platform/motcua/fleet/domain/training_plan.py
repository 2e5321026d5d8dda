"""What of each table goes into a training copy. A table that is not named here stays empty, a text
column that is not named is invented: what is new cannot leak, it can only look odd.

``WHOLE``: services, processes, calendars, pages and settings, which are public or the office's own.
``CHANGED``: tables about people, with what becomes of each column that holds words.
"""

from typing import Final

_WHOLE = """
    kernel_counter django_content_type auth_permission auth_group auth_group_permissions
    identity_account_groups identity_agency identity_role_assignment identity_sign_in_policy
    files_link notifications_sendingpolicy notifications_messagetemplate
    catalogue_library_item catalogue_library_use catalogue_operation_log catalogue_public_service
    catalogue_publication_request catalogue_reference_table catalogue_reference_revision
    catalogue_service_version catalogue_version_withdrawal catalogue_intake_policy
    catalogue_synonym catalogue_finder_stamp
    workflow_calendar workflow_calendar_day workflow_process_version workflow_process_instance
    workflow_timer payments_receiptbook
    casework_watch casework_version_process casework_desk_choice
    counter_preset_reason counter_ticket_kind appointments_opening appointments_closure
    paperwork_design paperwork_design_version paperwork_emblem
    portal_landingpage portal_lifeeventpage portal_guidepage portal_contactpage portal_legal_act
    portal_legallibrarypage portal_homepage portal_textpage portal_newsindexpage portal_newspage
    portal_question_category portal_settings portal_theme_picture
    surveys_survey
    wagtailredirects_redirect wagtaildocs_document wagtailimages_image wagtailimages_rendition
    wagtailsearch_indexentry wagtailcore_locale wagtailcore_site wagtailcore_groupsitepermission
    wagtailcore_revision wagtailcore_collectionviewrestriction
    wagtailcore_collectionviewrestriction_groups wagtailcore_collection
    wagtailcore_groupcollectionpermission wagtailcore_workflowcontenttype wagtailcore_workflow
    wagtailcore_workflowtask wagtailcore_task wagtailcore_groupapprovaltask_groups
    wagtailcore_groupapprovaltask wagtailcore_page wagtailcore_grouppagepermission
    wagtailcore_pageviewrestriction_groups wagtailcore_pageviewrestriction wagtailcore_workflowpage
    wagtailcore_pagesubscription wagtailcore_referenceindex wagtailadmin_admin
    taggit_tag taggit_taggeditem
    """
WHOLE: Final = frozenset(_WHOLE.split())
_EMPTY = """
    kernel_audit_chain kernel_audit_entry kernel_audit_key kernel_audit_digest
    kernel_idempotency_key kernel_outbox_entry
    identity_account_user_permissions identity_sign_in_lock identity_signed_in_session
    identity_provider identity_upstream_account identity_second_factor
    files_pending_upload files_signing_identity files_trust_anchor files_signature_check
    notifications_channelaccount notifications_channelmonth notifications_pushsubscription
    notifications_delivery notifications_inboxentry notifications_message
    notifications_deliveryreport notifications_contact
    catalogue_recording catalogue_reference_upload catalogue_empty_search catalogue_imported_file
    payments_gatewayaccount payments_paymentattempt payments_providermessage payments_statement
    payments_statementline payments_refund
    casework_consult casework_foreign_request casework_exchange_desk casework_erasure
    casework_mending casework_paper_signature casework_saved_filter paperwork_form_signing
    submissions_assistance counter_supplement_reminder petitions_petition portal_citizen_question
    surveys_operation surveys_response surveys_text surveys_ticket surveys_opt_out
    estore_paper_mark estore_store_choice
    privacy_settings privacy_request privacy_copy privacy_export
    appointments_booking
    portal_theme_draft
    wagtailusers_userprofile wagtailadmin_editingsession wagtailadmin_formstate
    wagtailcore_modellogentry wagtailcore_pagelogentry wagtailcore_apitoken
    wagtailcore_uploadedfile wagtailcore_comment wagtailcore_commentreply wagtailembeds_embed
    wagtailcore_workflowstate wagtailcore_taskstate
    """
EMPTY: Final = frozenset(_EMPTY.split())
_K: Final = "keep"
CHANGED: Final[dict[str, dict[str, str]]] = {
    "identity_account": {
        "password": "password", "username": _K, "email": "nothing", "full_name": "name",
    },
    "identity_staff_profile": {"phone": "nothing", "title": _K},
    "identity_substitution": {"reason": "text", "named_by": "who", "cancelled_by": "who"},
    "identity_applicant": {
        "full_name": "name", "email": "email", "phone": "digits", "attributes": "json",
        "personal_number_index": "hex",
    },
    "files_stored_file": {
        "name": "file_name", "sha256": "file_hash", "media_type": _K, "key": _K,
        "created_by": "who", "scan_state": _K, "scan_note": _K, "size": "file_size",
    },
    "catalogue_comment_thread": {"part_id": _K, "part_name": _K, "resolved_by_name": "name"},
    "catalogue_comment": {"body": "text", "mentions": _K, "by_name": "name"},
    "workflow_work_item": {
        "step_id": _K, "name": _K, "kind": _K, "role": _K, "status": _K, "done_by": "who",
        "done_by_name": "name", "outcome": _K, "note": "text", "failure": "text",
    },
    "workflow_pause": {
        "reason": "text", "legal_basis": _K, "paused_by": "who", "resumed_by": "who",
    },
    "payments_paymentorder": {
        "subject": _K, "reference": _K, "lines": _K, "currency": _K, "payer_name": "name",
        "status": _K, "cancel_reason": "text",
    },
    "payments_receipt": {
        "number": _K, "form_number": _K, "serial": _K, "unit_name": _K, "tax_code": _K,
        "lines": _K, "currency": _K, "payer_name": "name", "method": _K, "issued_by": "who",
    },
    "payments_receiptvoid": {"reason": "text", "voided_by": "who"},
    "submissions_draft": {
        "channel": _K, "profile": "json", "answers": "json", "entered": "json",
        "prefilled": _K, "saved_pages": _K, "page_id": _K, "status": _K, "open_fields": _K,
        "locked_fields": _K, "parties": "json", "reused": _K,
    },
    "submissions_submission": {
        "reference": _K, "applicant": "json", "answers": "json", "files": "json",
        "fee_quote": _K, "digest": "hex", "tracking_hash": "hex", "channel": _K,
    },
    "casework_case": {
        "reference": _K, "code": _K, "service_slug": _K, "service_name": _K,
        "procedure_code": _K, "owner_index": "hex", "owner_name": "name",
        "submitter_name": "name", "receiver_name": "name", "parties": "json",
        "search_text": "search", "fee_state": _K, "delivery_state": _K, "sync_state": _K,
        "channel": _K, "support_point": _K, "agency_ids": _K, "shared_with": _K,
        "holder_step_id": _K, "holder_step_name": _K, "holder_step_kind": _K,
        "holder_role": _K, "holder_agency_name": _K, "holder_assignee_name": "name",
    },
    "casework_state_change": {"by": "who", "by_name": "name", "reason": "text"},
    "casework_share": {"staff_name": "name", "shared_by_name": "name", "note": "text"},
    "casework_decision": {
        "step_id": _K, "step_name": _K, "step_kind": _K, "outcome": _K, "outcome_label": _K,
        "note": "text", "by": "who", "by_name": "name", "entry": "json",
    },
    "casework_due_change": {
        "kind": _K, "reason": "text", "legal_basis": _K, "by": "who", "by_name": "name",
    },
    "casework_holding": {
        "step_id": _K, "step_name": _K, "kind": _K, "role": _K, "agency_name": _K,
        "assignee_name": "name",
    },
    "casework_letter": {"body": "json", "by_name": "name", "read_by_name": "name"},
    "casework_note": {
        "body": "json", "mentions": _K, "mention_names": "json", "by_name": "name",
    },
    "casework_paper": {
        "kind": _K, "number": _K, "data": "json", "file_name": _K, "sha256": "file_hash",
    },
    "casework_output": {
        "token": "hex", "title": "text", "signer_name": "name", "signer_title": _K,
        "revoked_reason": "text",
    },
    "casework_hold": {
        "reason": "text", "placed_by": "who", "placed_by_name": "name", "released_by": "who",
    },
    "casework_result_draft": {"token": "hex", "data": "json", "places": "json"},
    "casework_supplement": {"message": "text", "asked_by": "who", "asked_by_name": "name"},
    "casework_supplement_item": {
        "kind": _K, "target": _K, "label": _K, "reason_code": _K, "reason": "text",
    },
    "counter_component": {"component_id": _K, "source": _K, "officer_name": "name"},
    "counter_post_item": {
        "state": _K, "receiver": "json", "dispatch_code": "digits", "list_number": _K,
        "reason": "text", "registered_by": "who",
    },
    "ratings_rating": {
        "service_name": _K, "agency_name": _K, "officer_name": "name", "comment": "json",
        "comment_state": _K, "moderated_by": "who", "hidden_reason": "text",
    },
    "counter_ticket": {"day": _K, "label": _K, "status": _K, "desk": _K},
}  # fmt: skip
# Columns of tables kept whole that name who did something.
PERSON_SUFFIXES: Final = ("_by_name", "_by", "_name_of_person")
