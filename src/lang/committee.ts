const COMMITTEE = /村(?:民)?(?:委员会|委会?|小组|集体)|居(?:民)?(?:委员会|委会?)|经济(?:联合)?合作社|经济联合社|生产(?:小)?队|(?:^|村)大队/u

/** True where a name is that of a village's or community's committee or collective, whatever kind of party it was said to be: 东庄头村村委会, 某村股份经济合作社. */
export const namesCommittee = (name: string): boolean => COMMITTEE.test(name)
