"""Characters with several readings are pronounced by their context."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from devices.voice.phonemes import phonemes, syllables

READ = {
    "他借了我的钱不还，借条我还留着。": "ta1 jie4 le5 wo3 de5 qian2 bu4 huan2 jie4 tiao2 wo3 hai2 liu2 zhe5",
    "归还欠款，还没有还清。": "gui1 huan2 qian4 kuan3 hai2 mei2 you3 huan2 qing1",
    "把钱还我。": "ba3 qian2 huan2 wo3",
    "还建房分了四年。": "huan2 jian4 fang2 fen1 le5 si4 nian2",
    "重新量了一遍。": "chong2 xin1 liang2 le5 yi1 bian4",
    "我得去镇上。": "wo3 dei3 qu4 zhen4 shang4",
    "我得了尘肺病。": "wo3 de2 le5 chen2 fei4 bing4",
    "做得好。": "zuo4 de5 hao3",
    "得给个答复。": "dei3 gei3 ge4 da2 fu4",
    "种了三亩玉米。": "zhong4 le5 san1 mu3 yu4 mi3",
    "种子是假的。": "zhong3 zi5 shi4 jia3 de5",
    "村长长期不管。": "cun1 zhang3 chang2 qi1 bu4 guan3",
    "银行行长。": "yin2 hang2 hang2 zhang3",
    "人行道走不通。": "ren2 xing2 dao4 zou3 bu4 tong1",
    "调查和调解。": "diao4 cha2 he2 tiao2 jie3",
    "电线杆刮倒了。": "dian4 xian4 gan1 gua1 dao3 le5",
    "要倒三趟车。": "yao4 dao3 san1 tang4 che1",
    "冻得睡不着。": "dong4 de5 shui4 bu4 zhao2",
    "地没收了。": "di4 mo4 shou1 le5",
    "姓名，单国强。": "xing4 ming2 shan4 guo2 qiang2",
    "我姓曾。": "wo3 xing4 zeng1",
    "单位不给解决。": "dan1 wei4 bu4 gei3 jie3 jue2",
}


@pytest.mark.parametrize(("text", "spelled"), READ.items())
def test_a_character_is_read_as_its_surroundings_ask(text: str, spelled: str) -> None:
    assert " ".join(syllables(text)) == spelled


@settings(deadline=None)  # the first loads dictionaries
@given(st.text(st.sampled_from("还得重行长着种，。 a1村钱了去病我"), max_size=20))
def test_every_han_character_has_one_reading_and_nothing_is_too_strange(text: str) -> None:
    assert len(syllables(text)) == sum("\u4e00" <= each <= "\u9fff" for each in text)
    assert isinstance(phonemes(text), str)
