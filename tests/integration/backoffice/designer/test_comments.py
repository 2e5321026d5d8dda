"""The comments' contract with the designer in the browser."""

import json

import pytest

pytestmark = pytest.mark.django_db


def post(client, path, data):
    return client.post(path, json.dumps(data), content_type="application/json")


def test_start_read_reply_and_settle(signed_in, address):
    client = signed_in("builder")
    empty = client.get(address("nhan-xet")).json()
    assert (empty["threads"], empty["open_count"]) == ([], 0)
    part = client.get(address("ban-nhap")).json()["document"]["form"]["pages"][0]["id"]
    made = post(client, address("nhan-xet"), {"part_id": part, "body": "Rõ hơn nhé."}).json()
    thread = made["thread"]
    assert (thread["part_id"], made["open_count"]) == (part, 1)
    assert thread["comments"][0]["is_mine"]
    reviewer = signed_in("publisher")
    again = post(reviewer, address("nhan-xet"), {"thread": thread["id"], "body": "Đồng ý."})
    assert len(again.json()["thread"]["comments"]) == 2
    place = address(f"nhan-xet/{thread['id']}/giai-quyet")
    done = post(reviewer, place, {"resolved": True}).json()
    assert (done["thread"]["is_resolved"], done["open_count"]) == (True, 0)
    assert client.get(address("nhan-xet")).json()["threads"] == [
        {
            **done["thread"],
            "comments": [
                {**each, "is_mine": not each["is_mine"]} for each in done["thread"]["comments"]
            ],
        }
    ]


@pytest.mark.parametrize(
    "body",
    [
        {"body": 3},
        {"body": "x", "mentions": "ai"},
        {"body": "x", "mentions": ["khong-phai-ma"]},
        {"body": "x", "thread": "khong-phai-ma"},
        {"body": "", "part_id": ""},
    ],
)
def test_nonsense_is_refused(body, signed_in, address):
    refused = post(signed_in("builder"), address("nhan-xet"), body)
    assert refused.status_code == 422
    assert refused.json()["errors"]


def test_others_do_not_read_or_write(signed_in, address):
    client = signed_in("specialist")
    assert client.get(address("nhan-xet")).status_code == 403
    assert post(client, address("nhan-xet"), {"body": "x"}).status_code == 403
    assert client.put(address("nhan-xet")).status_code == 405
