"""The texts of made pages. The halves share no sentence, so that the locked half's figure is independent."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

Text = Callable[[Random], str]


@dataclass(frozen=True)
class Wording:
    """The templates of one half; `{name}`, `{place}`, `{year}`, `{month}`, `{day}`, `{count}`, `{sum}`, `{phone}` are
    filled in by `filled`."""

    surnames: str
    given: str
    places: tuple[str, ...]
    titles: tuple[str, ...]
    paragraphs: tuple[str, ...]
    columns: tuple[str, ...]
    heads: tuple[str, ...]
    cells: tuple[str, ...]
    labels: tuple[str, ...]
    traditional: tuple[str, ...]
    shops: tuple[str, ...]
    goods: tuple[str, ...]
    stamps: tuple[str, ...]


TUNING = Wording(
    surnames="赵钱孙李周吴郑王冯陈",
    given="秀兰德福建国桂芳玉梅长贵春生",
    places=("清河县柳林乡", "石桥镇东街村", "白沙区大坪村", "云岭县果园乡", "南湾市新港街道"),
    titles=("关于修水渠的请求", "情况反映", "请求补发养老金的申请", "关于邻居占地的反映", "说明"),
    paragraphs=(
        "我叫{name}，是{place}的村民，今年{count}岁。去年{month}月，村里修路占了我家半亩菜地，说好每年补{sum}元，到现在一分钱也没有拿到。",
        "我们组共有{count}户人家吃同一口井的水。自{year}年{month}月起井水发黄，烧开以后有一层油花，老人小孩喝了肚子疼。",
        "我多次到镇里询问，工作人员让我回去等通知。我先后去了{count}趟，花去路费{sum}元，至今没有人给我一个准话。",
        "今年{month}月{day}日晚上下大雨，上游水库放水没有通知，我家{count}间房子进了水，家具、粮食全部泡坏，损失约{sum}元。",
        "恳请领导派人到现场看一看，帮助我们解决这个困难。以上所说都是实话，如有不实，我愿意承担责任。",
        "村委会公布的账目里没有写明这笔钱的去向，我们要求公开{year}年以来的全部收支，并给大家一个说法。",
    ),
    columns=(
        "一、补助对象为年满六十周岁、户口在本村并且没有固定收入的老人。{year}年{month}月以前已经登记的，不再重复登记。",
        "二、每人每月补助{sum}元，按季度发放，由村会计造册，张贴公布七天，没有不同意见的报镇政府审核。",
        "三、外出不能到场的，可以委托亲属代领，代领人应当带上双方的身份证件和委托书。",
        "四、对名单有意见的，请在{month}月{day}日前向村务监督小组提出，电话{phone}。",
        "五、虚报冒领的，一经查实，追回全部款项，三年内不得申请任何补助。",
    ),
    heads=("序号", "户主", "人口", "面积", "金额"),
    cells=("水田", "旱地", "林地", "已领", "未领"),
    labels=("申请人", "住址", "联系电话", "申请事项", "事实与理由", "村委会意见"),
    traditional=(
        "茲有{place}居民{name}，於民國{count}年遷居此地，經營雜貨為業，歷年納稅，從無拖欠。",
        "該處房屋係先父遺產，東至馬路，西至陳姓圍牆，南北各長{count}丈，四鄰皆可證明。",
        "請貴會協助查閱舊檔案，並將處理結果書面答覆，實為德便。",
        "此致 國際紅十字會 臺灣分會 聯絡電話{phone}",
    ),
    shops=("便民超市", "兴旺农资店", "康泰药房"),
    goods=("复合肥", "玉米种子", "感冒灵", "食用油", "挂面", "洗衣粉", "农膜"),
    stamps=("收讫专用章", "档案室", "现金付讫", "村务公开"),
)

LOCKED = Wording(
    surnames="蒋沈韩杨朱秦许何吕张",
    given="金凤树林海燕广田素云志强淑珍",
    places=("望山县双塔镇", "龙泉区三里铺", "平阳市河西街道", "青溪乡老屋村", "东坪县石门乡"),
    titles=("要求归还宅基地的信", "关于噪声扰民的投诉", "养殖场污染问题", "申诉", "关于医疗报销的疑问"),
    paragraphs=(
        "{name}，女，家住{place}，丈夫早年过世，独自带着两个孙子。{year}年{month}月申请低保，材料交上去三次，每次都说还缺一张证明。",
        "离我家不到{count}米的地方开了一家石材厂，白天黑夜都在切割，粉尘落得满院子都是，晾的衣服一抖全是灰。",
        "{year}年{month}月{day}日我母亲在县医院住院，总共花费{sum}元，出院结算时只报了一小部分，窗口说药品不在目录里面。",
        "当初签合同的时候讲明租期{count}年，租金每亩{sum}元，可是对方第二年就不见人影，地里全是建筑垃圾，没法再种庄稼。",
        "盼望上级部门早日调查，把结果告诉我们。需要我到场配合，随叫随到，电话是{phone}。",
        "学校离村子有{count}里山路，校车去年停了，孩子们天不亮就要起床赶路，家长都放心不下。",
    ),
    columns=(
        "第一条 本小区车位实行先到先停，外来车辆登记后方可进入，停放不得超过{count}小时。",
        "第二条 物业费每平方米按月计收，{year}年{month}月起调整的标准须经业主大会表决通过。",
        "第三条 电梯每{count}天检查一次，检查结果贴在轿厢内，发现问题立即停用并通知维保单位。",
        "第四条 装修垃圾应当装袋堆放在指定地点，当天清运，清运费{sum}元由装修户承担。",
        "第五条 住户之间发生纠纷，先由楼长调解，调解不成的可以拨打{phone}反映。",
    ),
    heads=("编号", "姓名", "天数", "单价", "合计"),
    cells=("瓦工", "壮工", "结清", "欠付", "电焊"),
    labels=("投诉人", "工作单位", "手机号码", "被投诉单位", "诉求内容", "受理意见"),
    traditional=(
        "敬啟者：{name}女士寄來之書信業已收到，內附照片{count}張，均妥為保存，請勿掛念。",
        "關於{place}老屋之產權，因當年登記簿毀於水災，現須由村長與鄉紳聯名擔保，方能補發證書。",
        "隨函附上匯款單據一紙，計{sum}圓，請查收後覆函，以便辦理註銷手續。",
        "順頌 時祺 {name}謹啟 {year}年{month}月於廣東",
    ),
    shops=("万家五金", "老张粮油", "惠民诊所"),
    goods=("水管接头", "电线", "东北大米", "创可贴", "节能灯", "菜籽油", "铁丝网"),
    stamps=("已审核", "仅供存档", "财务专用", "作废无效"),
)

HALVES = {"tuning": TUNING, "locked": LOCKED}


def name(wording: Wording, rng: Random) -> str:
    return rng.choice(wording.surnames) + "".join(rng.sample(wording.given, rng.choice((1, 2))))


def filled(template: str, wording: Wording, rng: Random) -> str:
    """Returns the template with invented details; telephone numbers begin with 120, as no mobile number does."""
    return template.format(
        name=name(wording, rng),
        place=rng.choice(wording.places),
        year=rng.randint(2015, 2024),
        month=rng.randint(1, 12),
        day=rng.randint(1, 28),
        count=rng.randint(3, 98),
        sum=10 * rng.randint(12, 4800),
        phone=f"120{rng.randint(0, 99_999_999):08}",
    )
