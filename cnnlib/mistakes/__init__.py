"""The wrong formulas that readers write most often, by name: what each gives, and what to say to whoever wrote it.

    output_size_mistakes(W=7, F=3, S=2, P=1)
    ->  Mistake("forgot 2P", 3, "Without the padding ..."), Mistake("forgot + 1", 3, ...), ...

Every function takes the numbers of a question and gives its `Mistake`s, the likelier first. A wrong formula that
happens to give the right answer, or what a likelier one gives, is left out.
"""

from cnnlib.mistakes.counts import (
    fc_parameter_mistakes,
    local_parameter_mistakes,
    memory_mistakes,
    parameter_mistakes,
    pooling_parameter_mistakes,
    product_mistakes,
)
from cnnlib.mistakes.fields import depth_mistakes, field_mistakes
from cnnlib.mistakes.mistake import Mistake, Value, tidy, told_apart
from cnnlib.mistakes.sizes import (
    output_size_mistakes,
    pooled_size_mistakes,
    pooled_volume_mistakes,
    sides_mistakes,
    volume_mistakes,
)
from cnnlib.mistakes.sums import column_memory_mistakes, matrix_mistakes, pooled_value_mistakes, response_mistakes

__all__ = [
    "Mistake", "Value", "column_memory_mistakes", "depth_mistakes", "fc_parameter_mistakes", "field_mistakes",
    "local_parameter_mistakes", "matrix_mistakes", "memory_mistakes", "output_size_mistakes", "parameter_mistakes",
    "pooled_size_mistakes", "pooled_value_mistakes", "pooled_volume_mistakes", "pooling_parameter_mistakes",
    "product_mistakes", "response_mistakes", "sides_mistakes", "tidy", "told_apart", "volume_mistakes",
]  # fmt: skip
