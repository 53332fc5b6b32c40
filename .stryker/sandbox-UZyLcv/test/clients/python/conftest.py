import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parents[3] / 'clients' / 'python'))
pytest_plugins = ['pims_mock', 'pytester']
