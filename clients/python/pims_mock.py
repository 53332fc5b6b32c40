"""pytest fixtures for pims-mock: one file to copy, nothing but the standard library. See docs/clients/python.md.

`pytest_plugins = ['pims_mock']` in conftest.py gives every test that asks for `box` a sandbox of its own. The server is
the one at PIMS_MOCK_URL (http://localhost:3000 without it); PIMS_MOCK_TOKEN is its ADMIN_TOKEN where it has one.
"""

import functools
import http.client
import json
import os
import urllib.error
import urllib.parse
import urllib.request
import uuid

import pytest


class PimsMockError(AssertionError):
    """What the server refused, in its own words."""


class Box:
    """A sandbox: a world of its own with accounts, inbox, faults, journal and clock."""

    def __init__(self, server, name=None):
        self.name = name or f'pytest-{uuid.uuid4().hex}'
        #: The address for the app under test.
        self.url = f'{server.rstrip("/")}/sandbox/{self.name}'

    def sms(self, to=None, account=None, purpose=None, after=None, wait=5):
        """The code of the newest SMS that matches and can be used: not used, replaced, expired or void. Waits so many seconds, at most 30, for one not yet sent; with 0 the newest of any state counts."""
        return self.message(to, account, purpose, after, wait)['code']

    def message(self, to=None, account=None, purpose=None, after=None, wait=5):
        """The newest SMS, as for `sms`, with all that the server says of it. `after` is an earlier one (or its id): only a newer code counts, as after "send again"."""
        after = after['id'] if isinstance(after, dict) else after
        return self.ask('GET', 'sms/latest', {'to': to, 'account': account, 'purpose': purpose, 'after': after, 'wait': int(wait * 1000)})

    def fail(self, effect, operation=None, account=None, times=None):
        """Makes calls fail: with a code (2310), on the wire ('reset', 'hang', 'empty', 'truncate', 'malformed'), or with an effect as the server takes it."""
        if isinstance(effect, int):
            effect = {'error': effect}
        elif isinstance(effect, str):
            effect = {'transport': effect}
        match = _given(operation=operation, account=account)
        return self.ask('POST', 'faults', body=_given(match=match, effect=effect, times=times))

    def ok(self):
        """Takes all faults away."""
        self.ask('DELETE', 'faults')

    def scenario(self, name):
        """Puts the faults of a scenario in place of those of the sandbox."""
        return self.ask('PUT', f'scenarios/{urllib.parse.quote(name, safe="")}/active')

    def verify(self, operation=None, times=None, within=None, **expected):
        """Fails the test unless the calls were made; `within` waits so many seconds for them."""
        within = None if within is None else int(within * 1000)
        return self.ask('POST', 'verify', body=_given(operation=operation, times=times, within=within, **expected))['requests']

    def requests(self, **filters):
        """The journal, newest first; filters are those of GET /admin/requests (100 entries unless `limit` says otherwise)."""
        return self.ask('GET', 'requests', filters)['requests']

    def publish(self, operation, result=None, error=None, account=None, device=None):
        """Sends a RESULT to whoever is subscribed to an operation such as 'subscribe.signal'; `error` is a code in place of a result. Answers how many got it."""
        error = {'code': error} if isinstance(error, int) else error
        return self.ask('POST', 'publish', body=_given(operation=operation, result=result, error=error, account=account, device=device))['count']

    def subscriptions(self):
        """Who is subscribed, the oldest first."""
        return self.ask('GET', 'subscriptions')['subscriptions']

    def advance(self, duration):
        """Moves the clock on by an ISO 8601 duration ('PT5M') or so many milliseconds."""
        return self.ask('PUT', 'clock', body={'advance': duration})

    def account(self, name, **changes):
        """An account, after the changes given."""
        path = f'accounts/{urllib.parse.quote(name, safe="")}'
        return self.ask('PATCH', path, body=changes) if changes else self.ask('GET', path)

    def reset(self):
        """Starts the sandbox over from the fixtures."""
        self.ask('POST', 'reset')

    def snapshot(self):
        """The state of the sandbox, for `restore`; secrets included."""
        return self.ask('GET', 'state')

    def restore(self, snapshot):
        """Puts a snapshot back."""
        self.ask('PUT', 'state', body=snapshot)

    def ask(self, method, path, query=None, body=None):
        """Any request of the admin API; raises PimsMockError with the server's own words."""
        answer = self._read(method, path, query, body)
        return json.loads(answer) if answer else None

    def journal(self, limit=50):
        """What was sent to the sandbox as text, a line for each request: the newest ones, the oldest of them first."""
        return self._read('GET', 'requests', {'format': 'text', 'limit': limit})

    def _read(self, method, path, query=None, body=None):
        text = urllib.parse.urlencode(_given(**(query or {})))
        request = urllib.request.Request(f'{self.url}/admin/{path}{"?" + text if text else ""}', method=method)
        if body is not None:
            request.data = json.dumps(body).encode()
            request.add_header('Content-Type', 'application/json')
        if os.environ.get('PIMS_MOCK_TOKEN'):
            request.add_header('Authorization', f'Bearer {os.environ["PIMS_MOCK_TOKEN"]}')
        try:
            with urllib.request.urlopen(request, timeout=60) as response:
                return response.read().decode()
        except urllib.error.HTTPError as error:
            raise PimsMockError(_message(error)) from None
        except OSError as error:
            raise PimsMockError(_no_server(self.url, error)) from None


@pytest.fixture(scope='session')
def pims_mock_url():
    """The address of the server; a fixture of this name in your conftest.py can start one."""
    return os.environ.get('PIMS_MOCK_URL', 'http://localhost:3000')


@pytest.fixture
def box(pims_mock_url, request):
    """A sandbox of the test's own; when the test fails, what was sent to it is in the report."""
    missing = _missing(pims_mock_url.rstrip('/'))
    if missing:
        pytest.fail(missing, pytrace=False)
    box = Box(pims_mock_url)
    request.node.stash[_BOX] = box
    yield box
    box.ask('DELETE', f'sandboxes/{box.name}')


_BOX = pytest.StashKey()


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    report = (yield).get_result()
    box = item.stash.get(_BOX, None)
    if report.when == 'call' and report.failed and box is not None:
        try:
            journal = box.journal()
        except PimsMockError as error:
            journal = str(error)
        report.sections.append(('pims-mock journal', journal))


def _given(**fields):
    return {name: value for name, value in fields.items() if value not in (None, {})}


def _no_server(url, error):
    return f'no pims-mock at {url}: {getattr(error, "reason", error)}. Start one, or say with PIMS_MOCK_URL where it is.'


@functools.cache
def _missing(url):
    """Why there is no pims-mock at a URL; None where there is one."""
    try:
        with urllib.request.urlopen(f'{url}/health', timeout=10) as response:
            if json.load(response)['status'] == 'ok':
                return None
    except (urllib.error.HTTPError, http.client.HTTPException, ValueError, KeyError, TypeError):
        pass
    except OSError as error:
        return _no_server(url, error)
    return f'no pims-mock at {url}: another server answers there. Say with PIMS_MOCK_URL where it is.'


def _message(error):
    text = error.read().decode()
    try:
        return json.loads(text)['message']
    except (ValueError, KeyError):
        return f'HTTP {error.code}: {text}'
