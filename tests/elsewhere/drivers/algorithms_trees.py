"""Binary trees, built from sorted lists and looked at from all sides."""

from algorithms.common.tree_node import TreeNode
from algorithms.tree.binary_tree_paths import binary_tree_paths
from algorithms.tree.binary_tree_views import left_view, right_view, top_view
from algorithms.tree.max_path_sum import max_path_sum
from algorithms.tree.path_sum import has_path_sum
from algorithms.tree.is_balanced import is_balanced
from algorithms.tree.is_symmetric import is_symmetric
from algorithms.tree.max_height import max_height
from algorithms.tree.same_tree import is_same_tree
from algorithms.tree.traversal_level_order import level_order


def build(numbers):
    if not numbers:
        return None
    middle = len(numbers) // 2
    node = TreeNode(numbers[middle])
    node.left = build(numbers[:middle])
    node.right = build(numbers[middle + 1 :])
    return node


trees = [build(list(range(k, k + size))) for k, size in enumerate((1, 3, 7, 12, 30, 64))]
for tree in trees:
    print(max_height(tree), is_balanced(tree), is_symmetric(tree), level_order(tree)[:3])
    print(left_view(tree), right_view(tree), top_view(tree))
    print(binary_tree_paths(tree)[:4], max_path_sum(tree))
print([[is_same_tree(one, other) for other in trees] for one in trees])
print([has_path_sum(trees[3], total) for total in range(20, 60)])
