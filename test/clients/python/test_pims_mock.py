import http.client
import http.server
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


def test_waits_for_the_code_that_is_sent_again(box):
    ask_for_code(box, '0612345678')
    first = box.message(to='0612345678')
    timer = threading.Timer(0.05, ask_for_code, (box, '0612345678'))
    timer.start()
    second = box.message(to='0612345678', after=first)
    timer.join()
    assert second['id'] != first['id'] and second['state'] == 'pending'
    assert box.sms(after=first['id']) == second['code']
    assert modify(box, second['code'], '0612345678')['status'] == 'SUCCEEDED'
    with pytest.raises(PimsMockError, match='with a code that can be used'):
        box.sms(wait=0.001)
    assert box.sms(wait=0) == second['code']


def test_publishes_to_whoever_is_subscribed(box):
    assert box.publish('subscribe.signal', {'code': 200}) == 0
    headers = {'Authorization': 'Bearer alice', 'Accept': 'text/event-stream'}
    with urllib.request.urlopen(urllib.request.Request(f'{box.url}/pims.vehicle.signal', headers=headers), timeout=20) as stream:
        assert b'SUCCEEDED' in stream.read1()
        assert [each['account'] for each in box.subscriptions()] == ['alice']
        assert box.publish('subscribe.signal', error=2330, account='alice') == 1
        text = b''
        while b'RESULT' not in text:
            text += stream.read1()
        assert b'2330' in text
    with pytest.raises(PimsMockError, match='Did you mean subscribe.signal'):
        box.publish('subscribe.signl', {'code': 200})


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


FAILING = """
    import urllib.request

    def test_something(box):
        urllib.request.urlopen(box.url + '/pims.authentication.trustedphonenumber?x=1')
"""


def test_a_failed_test_shows_what_was_sent(pytester, pims_mock_url):
    pytester.makeconftest("pytest_plugins = ['pims_mock']")
    pytester.makepyfile(FAILING)
    pytester.runpytest().stdout.fnmatch_lines([
        '*pims-mock journal*',
        'pims-mock: 1 request of http*/sandbox/pytest-*',
        '  20* get.trustedphonenumber FAILED 2301 (*)',
    ])


@pytest.mark.parametrize('answer', [None, b'<html>', b'{}'])
def test_says_first_that_no_server_is_there(pytester, monkeypatch, answer):
    class Stranger(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.end_headers()
            self.wfile.write(answer)

    with http.server.HTTPServer(('127.0.0.1', 0), Stranger) as stranger:
        threading.Thread(target=stranger.serve_forever, daemon=True).start()
        url = f'http://127.0.0.1:{1 if answer is None else stranger.server_address[1]}'
        monkeypatch.setenv('PIMS_MOCK_URL', url)
        pytester.makeconftest("pytest_plugins = ['pims_mock']")
        pytester.makepyfile(FAILING)
        result = pytester.runpytest()
        stranger.shutdown()
    result.assert_outcomes(errors=1)
    why = '*Connection refused. Start one, or say with PIMS_MOCK_URL*' if answer is None else 'another server answers there. Say with PIMS_MOCK_URL*'
    result.stdout.fnmatch_lines([f'no pims-mock at {url}: {why}'])
    result.stdout.no_fnmatch_line('*URLError*')


def test_verifies_no_upper_bound_that_a_request_on_the_way_could_break(box):
    box.ask('POST', 'faults', body={'match': {'operation': 'modifyPhoneNumber'}, 'effect': {'error': 2310}, 'delay': 600_000})
    connection = http.client.HTTPConnection(urllib.parse.urlsplit(box.url).netloc)
    connection.request('POST', f'/sandbox/{box.name}/{API}', json.dumps({'type': 'modifyPhoneNumber'}), {'Authorization': 'Bearer alice', 'Content-Type': 'application/json'})
    while box.ask('GET', 'faults')['faults'][0]['hits'] == 0:
        pass
    with pytest.raises(PimsMockError, match='none came. 1 that may match is on the way'):
        box.verify('modifyPhoneNumber', times=0)
    connection.close()
    box.verify('modifyPhoneNumber', times=1, within=30)


def test_says_where_no_server_is():
    from pims_mock import Box
    with pytest.raises(PimsMockError, match='no pims-mock at .*PIMS_MOCK_URL'):
        Box('http://127.0.0.1:1').requests()
