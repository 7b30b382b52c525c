// How many members of which branch carry a mark (离退休, 流动 and so on); the totals are checked in members.mjs.

const communities = (east, west, south, xinan, north) => ({
  城东社区支部: east,
  城西社区支部: west,
  城南社区支部: south,
  溪南社区支部: xinan,
  城北社区支部: north,
})

/** mark -> branch -> number of members; ordered, because later marks see the earlier ones. */
export const quotas = {
  建国前入党: { ...communities(2, 0, 0, 0, 1), 机关离退休支部: 1 },
  离退休: {
    机关离退休支部: 31,
    退休教师支部: 36,
    供销社支部: 10,
    粮管所支部: 6,
    ...communities(21, 19, 17, 13, 15),
  },
  年老体弱: { 机关离退休支部: 8, 退休教师支部: 10, ...communities(8, 7, 6, 3, 5) },
  文化水平低: {
    ...communities(5, 5, 4, 3, 4),
    建筑公司支部: 3,
    运输公司支部: 2,
    建材公司支部: 2,
    水泥制品公司支部: 1,
    竹木公司支部: 1,
    供销社支部: 1,
    粮管所支部: 1,
    个体协会支部: 1,
  },
  书写困难: { 清溪中学支部: 2, 机关离退休支部: 1, 退休教师支部: 1, ...communities(2, 2, 2, 1, 1) },
  低保困难: { ...communities(2, 2, 1, 1, 1), 供销社支部: 1, 粮管所支部: 1 },
  因病致贫: { ...communities(1, 1, 1, 0, 1), 供销社支部: 1, 北湾小学支部: 1, 纺织公司支部: 1 },
  下岗失业: {
    ...communities(6, 6, 5, 4, 4),
    供销社支部: 4,
    粮管所支部: 3,
    纺织公司支部: 3,
    机械公司支部: 2,
    商贸城支部: 2,
    酿造公司支部: 2,
  },
  流动: {
    流动党员支部: 23,
    ...communities(5, 5, 5, 3, 4),
    运输公司支部: 4,
    建筑公司支部: 4,
    商贸城支部: 3,
    机械公司支部: 1,
    制衣公司支部: 1,
  },
}

export const quotaTotals = {
  建国前入党: 4,
  离退休: 168,
  年老体弱: 47,
  文化水平低: 33,
  书写困难: 12,
  低保困难: 9,
  因病致贫: 7,
  下岗失业: 41,
  流动: 58,
}

/** Months of the last contact; 2005-03 is less than six months before the demonstration day, so it does not count as lost. */
export const lastContacts = ['2004-12', '2005-01', '2005-01', '2005-02', '2005-02', '2005-02', '2005-03']

export const totals = {
  members: 1025,
  formal: 989,
  probationary: 36,
  male: 736,
  female: 289,
  leaders: 14,
  lost: 6,
}
