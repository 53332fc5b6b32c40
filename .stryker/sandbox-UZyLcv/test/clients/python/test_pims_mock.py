import json
import threading
import urllib.error
import urllib.parse
import urllib.request

import pytest

from pims_mock import PimsMockError

API = 'pims.authentication.smscode'


def call(box, method, parameters):
    """A message of the app under test."""
    query = '?' + urllib.parse.urlencode(parameters) if method == 'GET' else ''
    body = None if method == 'GET' else json.dumps(parameters).encode()
    request = urllib.request.Request(f'{box.url}/{API}{query}', body, {'Authorization': 'Bearer alice', 'Content-Type': 'application/json'}, method=method)
    try:
        with urllib.request.urlopen(request) as response:
            return json.load(response)
    except urllib.error.HTTPError as error:
        return json.load(error)


def ask_for_code(box, number):
    return call(box, 'GET', {'type': 'phoneNumberCertification', 'phoneNumber': number})


def modify(box, code, number):
    return call(box, 'POST', {'type': 'modifyPhoneNumber', 'smsCode': code, 'phoneNumber': number})


@pytest.mark.parametrize('number', [f'06123456{digits:02}' for digits in range(20)])
def test_each_test_has_a_sandbox_of_its_own(box, number):
    assert box.requests() == []
    ask_for_code(box, number)
    assert modify(box, box.sms(to=number), number)['status'] == 'SUCCEEDED'
    box.verify('modifyPhoneNumber', times=1)
    assert box.account('alice')['trustedPhoneNumber'] == f'+33{number[1:]}'


def test_waits_for_the_sms(box):
    timer = threading.Timer(0.05, ask_for_code, (box, '0612345678'))
    timer.start()
    assert box.sms(to='0612345678').isdigit()
    timer.join()


def test_fails_on_demand_and_stops(box):
    box.fail(2310, operation='modifyPhoneNumber', times=1)
    assert modify(box, '1', '0612345678')['error']['code'] == 2310
    assert modify(box, '1', '0612345678')['error']['code'] == 2311
    box.fail('reset')
    with pytest.raises(OSError):
        ask_for_code(box, '0612345678')
    box.ok()
    box.fail({'http': {'status': 503}})
    with pytest.raises(ValueError):
        ask_for_code(box, '0612345678')
    assert box.scenario('maintenance')['active']
    box.reset()
    assert ask_for_code(box, '0612345678')['status'] == 'SUCCEEDED'


def test_verifies_in_the_words_of_the_server(box):
    ask_for_code(box, '0612345678')
    with pytest.raises(PimsMockError, match='Expected exactly 1 request with operation modifyPhoneNumber; none came'):
        box.verify('modifyPhoneNumber', times=1)
    assert len(box.verify('phoneNumberCertification', account='alice', within=1)) == 1
    with pytest.raises(PimsMockError, match='2310'):
        box.fail(2310, operation='phoneNumberCertification')


def test_moves_the_clock(box):
    ask_for_code(box, '0612345678')
    code = box.sms()
    box.advance('PT5M')
    assert modify(box, code, '0612345678')['error'] == {'code': 2102, 'label': 'Invalid smsCode parameter'}


def test_changes_accounts_and_puts_a_snapshot_back(box):
    snapshot = box.snapshot()
    assert box.account('alice', blocked='AccountBlocked')['blocked'] == 'AccountBlocked'
    assert modify(box, '1', '0612345678')['error']['code'] == 2310
    box.restore(snapshot)
    assert box.account('alice')['blocked'] == 'NotBlocked'


def test_a_failed_test_shows_what_was_sent(pytester, pims_mock_url):
    pytester.makeconftest("pytest_plugins = ['pims_mock']")
    pytester.makepyfile('''
        def test_something(box):
            box.reset()
            import urllib.request
            urllib.request.urlopen(box.url + '/pims.authentication.trustedphonenumber?x=1')
    ''')
    pytester.runpytest().stdout.fnmatch_lines(['*pims-mock requests, newest first*', '*get.trustedphonenumber*'])


def test_says_where_no_server_is(monkeypatch):
    from pims_mock import Box
    with pytest.raises(PimsMockError, match='no pims-mock at .*PIMS_MOCK_URL'):
        Box('http://127.0.0.1:1').requests()
