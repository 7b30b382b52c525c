// 党员花名册: every member of every branch (I-2).
import { choice, date, flag, idNumber, phone, reference, tags, text } from '../ledger/column.ts'
import { defineLedger, type RowOf } from '../ledger/ledger.ts'

export const members = defineLedger({
  key: 'members',
  title: '党员',
  heading: '{town}党员花名册',
  table: 'member',
  sheets: ['党员花名册', '花名册', '党员名册', '党员信息表', 'Sheet1'],
  identity: [['id_no'], ['name', 'sex', 'birth_date', 'org_id']],
  measure: '人',
  importNote: '党员花名册可以一张表一个支部，也可以全镇一张表。先要有党组织名册。',
  columns: {
    name: text('姓名', {
      of: 'name',
      required: true,
      width: 10,
      aliases: ['党员姓名', '名字'],
      codes: { missing: 'M-301', unknown: 'M-302' },
    }),
    sex: choice(
      '性别',
      [
        { value: '男', synonyms: ['男性', 'M', 'm', '1'] },
        { value: '女', synonyms: ['女性', 'F', 'f', '2'] },
      ],
      { required: true, width: 6, codes: { missing: 'M-303', unknown: 'M-303' } },
    ),
    ethnic: text('民族', { of: 'ethnic', width: 8, aliases: ['族别'], codes: { unknown: 'M-304' } }),
    native_place: text('籍贯', { width: 14, aliases: ['出生地'] }),
    birth_date: date('出生年月', {
      of: 'birth',
      required: true,
      width: 12,
      aliases: ['出生日期', '出生时间', '出生年月日', '生日', '出生'],
    }),
    id_no: idNumber('身份证号码', {
      required: true,
      width: 22,
      aliases: [
        '身份证号',
        '公民身份号码',
        '公民身份证号',
        '公民身份证号码',
        '身份证',
        '证件号码',
        '居民身份证号码',
      ],
    }),
    education: text('学历', {
      of: 'education',
      width: 10,
      aliases: ['文化程度', '最高学历', '学历全日制', '全日制学历'],
      codes: { unknown: 'M-316' },
    }),
    work_start_date: date('参加工作时间', { width: 12, aliases: ['工作时间', '参加工作日期'] }),
    join_date: date('入党时间', {
      required: true,
      width: 12,
      aliases: ['入党日期', '入党年月', '加入党组织日期', '加入中国共产党时间', '何时入党', '加入党组织时间'],
      codes: { missing: 'M-320' },
    }),
    confirm_date: date('转正时间', {
      width: 12,
      aliases: ['转正日期', '转为正式党员日期', '何时转正', '转正年月', '转为正式党员时间'],
    }),
    org_id: reference('所在党支部', 'organisations', {
      required: true,
      width: 26,
      codes: { missing: 'M-331', unknown: 'M-330' },
      aliases: [
        '所属党支部',
        '支部名称',
        '党支部',
        '所在支部',
        '组织关系所在支部',
        '支部',
        '编入党支部',
        '所在党组织',
      ],
    }),
    party_post: text('党内职务', { width: 10, aliases: ['支部职务', '党内任职', '职务党内'] }),
    work_unit: text('工作单位及职务', {
      width: 24,
      aliases: ['单位及职务', '职务', '工作岗位', '现任职务', '工作单位', '职务行政', '工作（学习）单位'],
    }),
    member_kind: choice(
      '人员类别',
      [
        { value: '正式', synonyms: ['正式党员', '中共党员', '党员'] },
        { value: '预备', synonyms: ['预备党员', '中共预备党员'] },
      ],
      { width: 8, aliases: ['党员类别', '党员类型', '政治面貌', '党籍状态'] },
    ),
    is_floating: flag('是否流动党员', {
      width: 8,
      aliases: ['流动党员', '流动情况', '外出情况', '是否流动', '流动情况是否', '流动情况是否流动'],
    }),
    floating_place: text('外出地点', {
      width: 16,
      aliases: ['外出地', '流出地', '流动情况流出地', '外出流向', '流动情况外出地', '流动情况外出地点'],
    }),
    floating_since: date('外出时间', {
      width: 12,
      aliases: ['流出时间', '流动情况流出时间', '流动情况外出时间'],
    }),
    floating_cert: text('流动党员活动证号', { width: 14, aliases: ['活动证号'] }),
    categories: tags(
      '类别标记',
      [
        { value: '党员领导干部', synonyms: ['领导干部', '是否党员领导干部'] },
        { value: '离退休', synonyms: ['离退', '退休', '离退休党员'] },
        { value: '年老体弱', synonyms: ['体弱多病', '年老', '体弱'] },
        { value: '文化水平低', synonyms: ['文化低'] },
        { value: '书写困难', synonyms: ['书写有困难'] },
        { value: '低保困难', synonyms: ['低保', '困难党员', '困难'] },
        { value: '建国前入党', synonyms: ['建国前', '解放前入党'] },
        { value: '因病致贫', synonyms: ['因病'] },
        { value: '下岗失业', synonyms: ['下岗', '失业', '下岗失业党员'] },
        { value: '新经济组织和新社会组织', synonyms: ['两新组织', '两新'] },
      ],
      { width: 16, aliases: ['类别', '党员标记', '特殊类别'] },
    ),
    is_lost: flag('是否失联', { width: 8, aliases: ['失联', '是否失联党员'] }),
    lost_since: date('失联时间', { width: 12, aliases: ['失去联系时间', '失去联系日期', '最后联系时间'] }),
    address: text('家庭住址', { width: 24, aliases: ['现住址', '现居住地', '住址', '住所'] }),
    phone: phone('联系电话', {
      width: 16,
      aliases: ['电话', '手机', '手机号码', '联系方式', '办公电话', '小灵通'],
    }),
    roster_state: choice('花名册状态', ['在册', '转出', '去世', '出党', '重复合并'], {
      width: 10,
      aliases: ['在册状态'],
    }),
    remark: text('备注', { width: 18, aliases: ['说明'] }),
  },
})

export type Member = RowOf<typeof members>
