"""The picture of a map as code."""

from cnnlib.layers import Conv
from cnnlib.scenes.network.code import as_code as net_code
from cnnlib.scenes.network.code import start
from cnnlib.scenes.network_map.frame import subject
from cnnlib.scenes.network_map.settings import Settings
from cnnlib.shapes import pair

PLACE = """
from cnnlib.interpret.passes import pass_at, passes

layer = pass_at(passes(net, x[0]), {path!r})  # {title}
y = layer.y[:, :, {k}]
"""
SUM = """
# The same, input map by input map:
w = layer.params["w"][{k}]  # the filter, (F, F, D)
S, P, d = {S}, {P}, {d}  # down and across
padded = np.pad(layer.x, ((P[0], P[0]), (P[1], P[1]), (0, 0)))
total = np.zeros(y.shape)
for n in range(w.shape[2]):
    for i in range(w.shape[0]):
        for j in range(w.shape[1]):
            seen = padded[i * d[0] :: S[0], j * d[1] :: S[1], n][: y.shape[0], : y.shape[1]]
            total += seen * w[i, j, n]
total += {bias}
print(abs(total - y).max())
"""


def as_code(settings: Settings, dialect: str = "numpy") -> str:
    """Code whose y is the map; for a CONV layer also as a sum. The libraries' code is that of the whole net."""
    if dialect != "numpy":
        return net_code(settings, dialect)
    s = subject(settings)
    layer = s.one.layer
    code = start(settings) + PLACE.format(path=s.one.path, title=repr(layer)[:60], k=s.k)
    if not isinstance(layer, Conv) or layer.groups > 1 or layer.mode != "zero":
        return code
    sizes = {"S": pair(layer.S, "S"), "P": pair(layer.P, "P", 0), "d": pair(layer.dilation, "dilation")}
    return code + SUM.format(k=s.k, bias=f'layer.params["b"][{s.k}]' if layer.bias else "0", **sizes)
