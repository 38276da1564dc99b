"""Every address with what it takes, for real things in Fjordvik. A new page needs a row here."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from tests.architecture.addresses_of_sheets import SHEETS
from tests.architecture.addresses_of_strategies import STRATEGIES
from tests.architecture.standing import Fjordvik

Arguments = Callable[[Fjordvik], dict[str, Any]]


def _nothing(its: Fjordvik) -> dict[str, Any]:
    return {}


def _number(its: Fjordvik, **more: str) -> dict[str, Any]:
    return {"number": its.cast.fjordvik.number, **more}


def _plan(its: Fjordvik, **more: UUID | str) -> dict[str, Any]:
    return {"id": its.plan.id, **more}


def _place(its: Fjordvik, **more: UUID) -> dict[str, Any]:
    return {"place_id": its.cast.fjordvik.id, **more}


def _collaboration(its: Fjordvik, **more: UUID | str) -> dict[str, Any]:
    return {"id": its.cast.ytre_fjord.id, **more}


def _part(its: Fjordvik) -> dict[str, Any]:
    return _collaboration(its, organisation_id=its.cast.fjordvik.id)


def _mandate(its: Fjordvik) -> dict[str, Any]:
    return _collaboration(its, mandate_id=its.mandate.id)


def _room(its: Fjordvik, **more: Any) -> dict[str, Any]:
    return {"id": its.room.id, **more}


def _folder(its: Fjordvik) -> dict[str, Any]:
    return _room(its, folder_id=its.folder.id)


def _file(its: Fjordvik, **more: Any) -> dict[str, Any]:
    return {"id": its.file.id, **more}


def _run(its: Fjordvik) -> dict[str, Any]:
    return {"id": its.run.id}


def _process(its: Fjordvik, **more: UUID | str) -> dict[str, Any]:
    return {"id": its.process.id, **more}


def _common(its: Fjordvik, **more: UUID | str) -> dict[str, Any]:
    return _collaboration(its, chain="KPA", **more)


def _health(its: Fjordvik) -> dict[str, Any]:
    return _collaboration(its, round=its.health.id)


def _agreement(its: Fjordvik) -> dict[str, Any]:
    return _collaboration(its, agreement=its.goal_review.goal.agreement_id)


def _goal(its: Fjordvik, **more: UUID) -> dict[str, Any]:
    return _collaboration(its, goal=its.goal_review.goal_id, **more)


def _arena(its: Fjordvik) -> dict[str, Any]:
    return _collaboration(its, arena=its.arena.id)


def _rule_note(its: Fjordvik) -> dict[str, Any]:
    return _collaboration(its, note=its.rule_note.id)


def _consultation(its: Fjordvik, **more: UUID | str) -> dict[str, Any]:
    return {"id": its.consultation.id, **more}


def _statement(its: Fjordvik, **more: UUID | str) -> dict[str, Any]:
    return {"id": its.statement.id, **more}


def _point(its: Fjordvik, **more: UUID | str) -> dict[str, Any]:
    return {"id": its.point.id, **more}


def _objection(its: Fjordvik, **more: UUID | str) -> dict[str, Any]:
    return {"id": its.objection.id, **more}


def _tag(its: Fjordvik) -> dict[str, Any]:
    return {"id": its.tag.id}


def _document_out(its: Fjordvik) -> dict[str, Any]:
    return _consultation(its, document=its.document_out.id)


def _meeting(its: Fjordvik) -> dict[str, Any]:
    return {"id": its.gathering.meeting.id}


def _item(its: Fjordvik) -> dict[str, Any]:
    return {"id": its.gathering.meeting.id, "item_id": its.gathering.item.id}


def _body(its: Fjordvik) -> dict[str, Any]:
    return {"id": its.gathering.body.id}


def _series(its: Fjordvik) -> dict[str, Any]:
    return {"id": its.gathering.series.id}


def _promise(its: Fjordvik) -> dict[str, Any]:
    return {"id": its.gathering.promise.id}


def _meeting_run(its: Fjordvik) -> dict[str, Any]:
    return {"id": its.gathering.run.id}


# A page of one's own, or one that everybody who is signed in may see. It must still show nothing of Fjordvik's plans.
OWN_PAGES: dict[str, Arguments] = {
    "account_change_password": _nothing,
    "account_set_password": _nothing,
    "activity": _nothing,
    "api_tokens": _nothing,
    "calendar": _nothing,
    "calendar_download": _nothing,
    "calendar_feeds": _nothing,
    "collaboration_found": _nothing,
    "confidential": _nothing,
    "collaborations": _nothing,
    "nation": _nothing,
    "nation_export": lambda its: {"format": "json"},
    "confirm": _nothing,
    "confirm_code": _nothing,
    "mfa_activate_totp": _nothing,
    "learning": _nothing,  # for all who have an account, too
    "learning_module": lambda its: {"key": "plansystemet"},
    "learning_check": lambda its: {"key": "plansystemet"},
    "law": _nothing,  # what the law says is for all who have an account
    "law_calculator": _nothing,
    "mfa_add_webauthn": _nothing,
    "needs_second_step": _nothing,
    "notice_wishes": _nothing,
    "organisation": lambda its: {"id": its.cast.county.id},
    "own_sign_in": _nothing,
    "portfolio": _number,  # without rights: the facts of the register
    "profile": _nothing,
    "skills": _nothing,
    "register": _nothing,
    "search": _nothing,
    "sessions_end_others": _nothing,
}

# Everything else is not there at all for a stranger.
CLOSED: dict[str, Arguments] = {
    **SHEETS,
    **STRATEGIES,
    "coordinators": _collaboration,
    "plan_owner": lambda its: _plan(its, organisation_id=its.cast.lyngmo.id),
    "plan_owner_answer": lambda its: _plan(its, organisation_id=its.cast.lyngmo.id),
    "plan_owner_lead": lambda its: _plan(its, organisation_id=its.cast.lyngmo.id),
    "plan_owner_leave": lambda its: _plan(its, organisation_id=its.cast.lyngmo.id),
    "plan_owner_withdraw": lambda its: _plan(its, organisation_id=its.cast.lyngmo.id),
    "plan_owners": _plan,
    "plan_owners_end": _plan,
    "archive_collaboration": lambda its: {"id": its.cast.ytre_fjord.id},
    "archive_file": _file,
    "archive_file_delete": _file,
    "archive_file_destroy": lambda its: {"id": its.gone_file.id},
    "archive_file_edit": _file,
    "archive_file_name": _file,
    "archive_file_undelete": lambda its: {"id": its.gone_file.id},
    "archive_file_upload": _file,
    "archive_folder": _folder,
    "archive_folder_delete": _folder,
    "archive_folder_edit": _folder,
    "archive_folder_new": _room,
    "archive_folder_undelete": lambda its: _room(its, folder_id=its.gone_folder.id),
    "archive_move": _room,
    "archive_move_undo": lambda its: {"batch_id": its.moved.batch_id},
    "archive_municipality": _number,
    "archive_names": _room,
    "archive_names_undo": lambda its: {"batch_id": its.renamed.batch_id},
    "archive_organisation": lambda its: {"id": its.cast.county.id},
    "archive_picture": lambda its: _file(its, number=1),
    "archive_room": _room,
    "archive_room_close": lambda its: _room(its, opening_id=its.opening.id),
    "archive_room_delete": _room,
    "archive_room_deleted": _room,
    "archive_room_names": _room,
    "archive_room_openings": _room,
    "archive_room_settings": _room,
    "archive_room_takeout": _room,
    "archive_room_undelete": lambda its: {"id": its.gone_room.id},
    "archive_rule": _collaboration,
    "archive_upload": _room,
    "archive_version": lambda its: _file(its, number=1),
    "archive_version_restore": lambda its: _file(its, number=1),
    "api_token_revoke": lambda its: {"id": its.token.id},
    "account": lambda its: {"person_id": its.ingrid.id},
    "account_close": lambda its: {"person_id": its.ingrid.id},
    "account_open": lambda its: {"person_id": its.ingrid.id},
    "account_end_sessions": lambda its: {"person_id": its.ingrid.id},
    "account_take_away_factors": lambda its: {"person_id": its.ingrid.id},
    "administration": _nothing,
    "boundaries": _nothing,
    "boundaries_take": lambda its: {"id": its.boundaries.id},
    "boundaries_take_out": lambda its: {"id": its.boundaries.id},
    "boundaries_throw_away": lambda its: {"id": its.boundaries.id},
    "administrator_end": lambda its: {"membership_id": its.administrator.id},
    "administrator_invitation_again": lambda its: {"invitation_id": its.administrator_invitation.id},
    "administrator_invitation_withdraw": lambda its: {"invitation_id": its.administrator_invitation.id},
    "administrators": _nothing,
    "agenda_item": _item,
    "agenda_item_move": _item,
    "agenda_item_new": _meeting,
    "agenda_item_remove": _item,
    "agenda_item_return": _item,
    "body_delete": _body,
    "body_edit": _body,
    "body_new": _place,
    "body_undelete": _body,
    "calendar_feed_revoke": lambda its: {"id": its.gathering.feed.id},
    "nesting": _collaboration,
    "agreement": _collaboration,
    "agreement_point": lambda its: _collaboration(its, code="exit"),
    "collaboration": _collaboration,
    "collaboration_answer": lambda its: _collaboration(its, organisation_id=its.cast.county.id),
    "collaboration_compare": _collaboration,
    "collaboration_describe": _collaboration,
    "collaboration_invite": _collaboration,
    "collaboration_leave": _part,
    "collaboration_members": _collaboration,
    "collaboration_withdraw": lambda its: _collaboration(its, organisation_id=its.cast.county.id),
    "mandate_file": _mandate,
    "mandate_remove": _mandate,
    "mandate_return": _mandate,
    "mandates": _collaboration,
    "collaboration_edit": lambda its: {"id": its.cast.ytre_fjord.id},
    "collaboration_export": lambda its: {"id": its.cast.ytre_fjord.id, "format": "json"},
    "collaboration_meetings": lambda its: {"id": its.cast.ytre_fjord.id},
    "collaboration_new": _nothing,
    "collaboration_plans": lambda its: {"id": its.cast.ytre_fjord.id},
    "county_export": lambda its: {"number": its.cast.county.number, "format": "json"},
    "county_plans": lambda its: {"number": its.cast.county.number},
    "deleted_plans": _number,
    "follow_up_done": _promise,
    "follow_up_new": _meeting,
    "follow_up_remove": _promise,
    "follow_up_return": _promise,
    "import_cell": _run,
    "import_choice": _run,
    "import_consent": lambda its: {"id": its.cast.ytre_fjord.id},
    "import_discard": _run,
    "import_done": _run,
    "import_forget": _number,
    "import_mapping": _run,
    "import_preview": _run,
    "import_start": _number,
    "import_undo": _run,
    "import_write": _run,
    "invitation_again": lambda its: _place(its, invitation_id=its.invitation.id),
    "invitation_withdraw": lambda its: _place(its, invitation_id=its.invitation.id),
    "leave": lambda its: {"membership_id": its.membership.id},
    "meeting": _meeting,
    "meeting_cancel": _meeting,
    "meeting_delete": _meeting,
    "meeting_edit": _meeting,
    "meeting_import": _meeting_run,
    "meeting_import_discard": _meeting_run,
    "meeting_import_new": _place,
    "meeting_import_undo": _meeting_run,
    "meeting_minutes": _meeting,
    "meeting_new": _place,
    "meeting_undelete": _meeting,
    "membership_end": lambda its: _place(its, membership_id=its.membership.id),
    "mfa_deactivate_totp": _nothing,
    "mfa_download_recovery_codes": _nothing,
    "mfa_edit_webauthn": lambda its: {"pk": its.passkey.pk},
    "mfa_generate_recovery_codes": _nothing,
    "mfa_remove_webauthn": lambda its: {"pk": its.passkey.pk},
    "mfa_view_recovery_codes": _nothing,
    "municipality_demands": _number,
    "municipality_meetings": _number,
    "open_data_preview": _number,
    "open_data_switch": _number,
    "people": _place,
    "plan": _plan,
    "plan_delete": _plan,
    "plan_archived": _plan,
    "plan_archived_remove": lambda its: _plan(its, link_id=its.archive_link.id),
    "plan_archived_return": lambda its: _plan(its, link_id=its.archive_link.id),
    "plan_document_file": lambda its: _plan(its, document_id=its.document.id),
    "plan_document_remove": lambda its: _plan(its, document_id=its.document.id),
    "plan_document_return": lambda its: _plan(its, document_id=its.document.id),
    "plan_documents": _plan,
    "plan_edit": _plan,
    "plan_extent": _plan,
    "plan_extent_file": _plan,
    "plan_extent_remove": _plan,
    "plan_field": lambda its: _plan(its, name="name"),
    "plan_history": _plan,
    "plan_links": _plan,
    "plan_new": _number,
    "plan_process": _plan,
    "process": _process,
    "process_adopt": _process,
    "process_dates": lambda its: _process(its, code="KPA-7"),
    "process_choices": _process,
    "process_deadline": lambda its: _process(its, code="KPA-7", provision="pbl-11-14-consultation"),
    "process_delete": _process,
    "process_end": _process,
    "process_file_remove": lambda its: _process(its, code="KPA-7", file=its.file.id),
    "process_files": lambda its: _process(its, code="KPA-7"),
    "process_handover": _process,
    "process_history": _process,
    "process_newer": _process,
    "process_own_step": _process,
    "process_proposed": _process,
    "process_status": _process,
    "process_step_remove": lambda its: _process(its, code="egen-1"),
    "process_undo": lambda its: _process(its, event=its.process_event.id),
    "process_step": lambda its: _process(its, code="KPA-7"),
    "agreed": _collaboration,
    "agreed_arenas": _collaboration,
    "arena_meetings": _arena,
    "arena_meetings_end": _arena,
    "arena_meetings_undo": _arena,
    "meetings_year": _collaboration,
    "agreed_goal": _goal,
    "agreed_goals": _collaboration,
    "agreed_rooms": _collaboration,
    "agreed_rooms_make": _collaboration,
    "agreed_rooms_undo": lambda its: _collaboration(its, batch_id=its.made_rooms.batch_id),
    "agreed_rules": _collaboration,
    "agreed_stakeholders": _collaboration,
    "agreed_steps": _collaboration,
    "agreement_restore": _agreement,
    "agreement_withdraw": _agreement,
    "goal_review_undo": lambda its: _goal(its, review=its.goal_review.id),
    "rule_note": _rule_note,
    "rule_note_delete": _rule_note,
    "rule_note_new": lambda its: _collaboration(its, rule=its.rule_note.rule_id),
    "rule_note_reopen": _rule_note,
    "rule_notes": _collaboration,
    "common_processes": _collaboration,
    "health_answer": _health,
    "health_cancel": _health,
    "health_checks": _collaboration,
    "health_close": _health,
    "health_due": _health,
    "health_open": _collaboration,
    "health_round": _health,
    "health_take_back": _health,
    "regional_recipients": _collaboration,
    "regional_recipient_add": _collaboration,
    "regional_recipient_leave_out": _collaboration,
    "regional_recipient": lambda its: _collaboration(its, recipient=its.regional_recipient.id),
    "regional_recipient_remove": lambda its: _collaboration(its, recipient=its.regional_recipient.id),
    "regional_recipient_return": lambda its: _collaboration(its, recipient=its.regional_recipient.id),
    "common_process": _common,
    "common_agreed": _common,
    "common_describe": _common,
    "common_step_add": _common,
    "common_step": lambda its: _common(its, code="KPA-7"),
    "common_template": lambda its: _common(its, code="KPA-7"),
    "common_step_remove": lambda its: _common(its, code="KPA-7"),
    "common_undo": lambda its: _common(its, event=its.common_event.id),
    "common_delete": _common,
    "common_undelete": _common,
    "notice": lambda its: _process(its, code="KPA-7"),
    "notice_checks": lambda its: _process(its, code="KPA-7"),
    "notice_facts": lambda its: _process(its, code="KPA-7"),
    "notice_letter": lambda its: _process(its, code="KPA-7"),
    "notice_list": lambda its: _process(its, code="KPA-7", format="xlsx"),
    "sending_again": lambda its: _process(its, code="KPA-7", sending=its.sending.id),
    "sending_returned": lambda its: _process(its, code="KPA-7", sending=its.sending.id),
    "sending_returned_back": lambda its: _process(its, code="KPA-7", sending=its.sending.id),
    "notice_private": lambda its: _process(its, code="KPA-7"),
    "recipient_erase": lambda its: _process(its, code="KPA-7", one=its.sending.id),
    "notice_proof": lambda its: _process(its, code="KPA-7"),
    "notice_proof_put_back": lambda its: _process(its, code="KPA-7", proof=its.proof.id),
    "notice_proof_take_back": lambda its: _process(its, code="KPA-7", proof=its.proof.id),
    "notice_recipients": lambda its: _process(its, code="KPA-7"),
    "notice_text": lambda its: _process(its, code="KPA-7", channel="newspaper"),
    "alike": _consultation,
    "alike_accept": lambda its: _consultation(its, group=its.group.id),
    "alike_answer": lambda its: _consultation(its, group=its.group.id),
    "alike_group": lambda its: _consultation(its, group=its.group.id),
    "alike_look": _consultation,
    "alike_new": _consultation,
    "alike_points": lambda its: _consultation(its, group=its.group.id),
    "alike_progress": _consultation,
    "alike_refuse": lambda its: _consultation(its, group=its.group.id),
    "alike_undo": lambda its: _consultation(its, event=its.grouped_event.id),
    "consultation": _consultation,
    "consultation_delete": _consultation,
    "consultation_document_back": lambda its: _consultation(its, version=its.document_out.file_version_id),
    "consultation_document_newest": _document_out,
    "consultation_document_out": _document_out,
    "consultation_documents": _consultation,
    "consultation_in_process": _consultation,
    "consultation_make": lambda its: _process(its, code="KPA-7"),
    "consultation_preview": _consultation,
    "consultation_publish": _consultation,
    "consultation_publish_again": _consultation,
    "consultation_setup": _consultation,
    "consultation_undelete": _consultation,
    "consultation_withdraw": _consultation,
    "statements": _consultation,
    "statements_assign": _consultation,
    "statements_assign_undo": lambda its: _consultation(its, event=its.process_event.id),
    "mail_in": _consultation,
    "mail_in_take": _consultation,
    "mail_in_edit": lambda its: _consultation(its, mail=its.mail.id),
    "mail_in_put_away": lambda its: _consultation(its, mail=its.mail.id),
    "statement_new": _consultation,
    "statement": _statement,
    "statement_assign": _statement,
    "statement_file": lambda its: _statement(its, file=its.attachment.id),
    "statement_history": _statement,
    "statement_mark": _statement,
    "statement_ready": _statement,
    "statement_split": _statement,
    "statement_texts": _statement,
    "statement_alike": _statement,
    "statement_alike_undo": lambda its: _statement(its, event=its.copied.id),
    "statement_unjoin": lambda its: _statement(its, event=its.joined.id),
    "objection": _objection,
    "objection_delete": _objection,
    "objection_edit": _objection,
    "objection_new": _statement,
    "objection_turn": _objection,
    "objection_turn_again": lambda its: _objection(its, event=its.turn_taken_back.id),
    "objection_turn_back": lambda its: _objection(its, turn=its.turn.id),
    "objection_undelete": _objection,
    "objections": _consultation,
    "point": _point,
    "point_answer": _point,
    "point_assign": _point,
    "point_delete": _point,
    "point_join": _point,
    "point_span": _point,
    "point_tag": _point,
    "point_undelete": _point,
    "point_untag": lambda its: _point(its, tag=its.tag.id),
    "tag_merge": _tag,
    "tag_remove": _tag,
    "tag_rename": _tag,
    "tags": _consultation,
    "tags_unmerge": lambda its: _consultation(its, event=its.merged.id),
    "private_data": _consultation,
    "private_data_erase": _consultation,
    "private_data_erase_one": lambda its: _consultation(its, statement=its.statement.id),
    "statement_table": _consultation,
    "statement_table_reading": lambda its: {"id": its.table_reading.id},
    "statement_table_undo": lambda its: {"id": its.table_reading.id},
    "statement_table_upload": _consultation,
    "statement_table_file": lambda its: _consultation(its, format="docx"),
    "statement_edit": _statement,
    "statement_delete": _statement,
    "statement_undelete": _statement,
    "process_undelete": lambda its: {"id": its.gone_process.id},
    "plan_restore": lambda its: _plan(its, event_id=its.event.id),
    "plan_set_replaced": lambda its: _plan(its, link_id=its.link.id),
    "plan_sharing": _plan,
    "plan_system": _number,
    "plan_system_type": lambda its: _number(its, plan_type="theme_plan"),
    "plan_undelete": _plan,
    "plan_unlink": lambda its: _plan(its, link_id=its.link.id),
    "plan_unshare": lambda its: _plan(its, share_id=its.share.id),
    "portfolio_export": lambda its: _number(its, format="json"),
    "portfolio_table": _number,
    "portfolio_timeline": _number,
    "state_administrator_export": lambda its: {"id": its.cast.state_administrator.id, "format": "json"},
    "state_administrator_plans": lambda its: {"id": its.cast.state_administrator.id},
    "provider_confirm": lambda its: {"code": "ukjent"},
    "provider_link": lambda its: {"code": "ukjent"},
    "provider_unlink": lambda its: {"identity_id": its.identity.id},
    "session_end": lambda its: {"place": "0" * 32},
    "series_edit": _series,
    "series_end": _series,
    "series_new": _place,
    "takeout": _number,
}
