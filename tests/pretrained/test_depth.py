"""Plain and residual nets of 20 and 56 layers: the records that ship show what the lesson says."""

from cnnlib import Conv, Residual, pretrained
from cnnlib.nets import Net
from cnnlib.recipes import RECIPES


def conv_layers(net: Net) -> int:
    inside = [block.layers for block in net.layers if isinstance(block, Residual)]
    return sum(isinstance(layer, Conv) for layers in (net.layers, *inside) for layer in layers)


def test_the_nets_have_the_depths_that_their_names_say() -> None:
    for name in pretrained.plain_and_residual():
        net = RECIPES[name].net()
        assert conv_layers(net) + 1 == int(name[-2:])
        assert any(isinstance(layer, Residual) for layer in net.layers) == name.startswith("residual")
        assert net.parameters == RECIPES[f"plain{name[-2:]}"].net().parameters


def test_depth_hurts_plain_nets_in_training_and_residual_nets_not() -> None:
    loss = {name: records[-1].loss for name, records in pretrained.plain_and_residual().items()}
    assert loss["plain56"] > 1.3 * loss["plain20"]
    assert loss["residual56"] < 1.3 * loss["residual20"]
    assert loss["residual20"] < 0.5 * loss["plain20"] and loss["residual56"] < 0.2 * loss["plain56"]


def test_it_is_so_from_the_fifth_epoch_on() -> None:
    runs = pretrained.plain_and_residual()
    for plain20, plain56, residual56 in zip(*(runs[name][5:] for name in ("plain20", "plain56", "residual56"))):
        assert plain56.loss > plain20.loss > residual56.loss


def test_the_four_were_trained_alike() -> None:
    runs = pretrained.plain_and_residual()
    assert len({tuple(record.step for record in records) for records in runs.values()}) == 1
    recipes = [RECIPES[name] for name in runs]
    assert len({(one.batch, one.epochs, one.penalty, one.held_out, repr(one.optimiser())) for one in recipes}) == 1
