"""Why a record is only partly parsed, in the words of a note."""

from __future__ import annotations

from typing import Final

WHY_PARTIAL: Final[dict[str, str]] = {
    "target_unrecognised": "受罚主体未能识别",
    "trigger_of_limb_not_coded": "某一档的适用条件未写成事实",
    "base_without_fact_of_its_own": "罚款基数没有专用的事实",
    "trigger_of_limb_without_fine_not_coded": "无罚款的一档的适用条件未写成事实",
    "persons_fine_may_belong_to_every_limb": "对责任人员的罚款可能适用于每一档",
    "confiscation_may_stand_outside_the_limb": "没收可能不以该档为限",
    "trigger_of_staff_sanction_assumed": "处分的适用条件为推定",
    "item_numbers_not_coded": "项次未写成事实",
    "two_addressees_in_one_limb": "一档有两类受罚主体",
    "target_differs_between_limbs": "各档的受罚主体不一致",
    "target_inferred_from_base": "受罚主体由基数推定",
    "two_fines_for_one_target_in_one_limb": "一档对同一主体有两项罚款",
    "trailing_penalty_moved_to_governing_limb": "句末的处罚归入其所属的一档",
    "trailing_fine_moved_to_governing_limb": "句末的罚款归入其所属的一档",
    "grouping_of_alternatives": "择一处罚的分组不明确",
    "alternative_without_partner": "择一处罚缺少另一选项",
    "license_suspend_may_be_suspend_business": "暂扣许可证件可能是责令停业",
    "target_inherited_from_base_limb": "受罚主体沿用基本档",
    "boundary_claimed_by_both_tiers": "两档都包括界点",
    "repetition_count_not_coded": "再次违法的次数未写成计数",
    "limb_has_a_fine_besides_full_tiers": "各档之外另有一项罚款",
    "reference_not_named": "没有指明所依照的规定",
    "first_limb_speaks_of_no_gains": "第一档以没有违法所得为条件",
    "lighter_limb_after_a_graver_one": "较轻的一档在较重的一档之后",
    "no_gains_of_which_base": "没有违法所得所指的基数不明确",
    "two_limbs_with_one_condition": "两档条件相同",
    "which_violation_the_severe_limb_follows": "加重一档所承接的违法行为不明确",
    "severity_inside_an_item": "项内又分情节",
    "tiers_may_stand_outside_the_severe_limb": "分档可能不以情节严重为限",
    "threshold_on_unnamed_sum": "分档所依的数额没有名称",
    "threshold_in_other_unit": "分档所依的数额单位不同",
    "fine_before_and_in_not_crime_limb": "不构成犯罪一档内外都有罚款",
    "fine_in_base_and_in_gains_limb": "基本档和有违法所得一档都有罚款",
}
"""Words for the codes of `why_partial`; another code stands for itself."""

PREMISES: Final[dict[str, str]] = {
    "consequence": "造成后果",
    "not_crime": "尚不构成犯罪",
    "serious": "情节严重",
    "no_gains": "没有违法所得",
    "minor": "情节较轻",
}
"""Words for the codes of `premise`."""


def why(codes: tuple[str, ...]) -> str:
    """The reasons in words."""
    return "；".join(WHY_PARTIAL.get(code, code) for code in codes)


def premise(codes: tuple[str, ...]) -> str:
    """What the first limb presupposes, in words."""
    return "、".join(PREMISES.get(code, code) for code in codes)
