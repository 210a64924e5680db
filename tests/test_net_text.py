"""A net is read from its text, which is never run as code."""

import pytest

from cnnlib import zoo
from cnnlib.saving import TextError, net_from_text

NETS = ["lenet5", "alexnet", "alexnet_two_towers", "zfnet", "vgg16", "vgg19", "googlenet", "resnet18", "resnet152"]


@pytest.mark.parametrize("name", NETS)
def test_nets_of_the_zoo_can_be_read_from_their_text(name: str) -> None:
    net = getattr(zoo, name)()
    assert net_from_text(repr(net)).layers == net.layers


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("__import__('os').system('true')", "character 0: __import__.*is no layer, number or list"),
        ("Net(open('notes.txt'), [])", "character 4: open is no layer. Known are BatchNorm, Conv, Dropout, FC"),
        ("Net(Volume(2, 2, 1), [FC(K=1 + 1)])", r"character 27: 1 \+ 1 is no layer, number or list"),
        ("Net(Volume(2, 2, 1), [layer for layer in ()])", "is no layer, number or list"),
        ("Net(Volume(2, 2, 1), [FC(K=0)])", r"character 22: FC\(...\): K = 0 is too small"),
        ("Net(Volume(2, 2, 1), [FC(**{})])", "is no layer, number or list"),
        ("Net(Volume(2, 2, 1), [Conv(K=1)])", r"Net\(...\): layers\[0\] = Conv\(K=1\) on \[2x2x1\]"),
        ("Volume(2, 2, 1)", r"it says 'Volume\(2, 2, 1\)', which is no Net"),
        ("Net(", "it is not written as Net"),
        ("(" * 5000 + ")" * 5000, "it is not written as Net"),
        (" " * 1_000_001, "it has 1,000,001 characters, more than the 1,000,000"),
    ],
)
def test_a_text_is_read_and_never_run(text: str, message: str) -> None:
    with pytest.raises(TextError, match=message):
        net_from_text(text)
