"""A small dictionary in the format of hunspell, with the flags of OpenTaal's and words of the field."""

from devtools.words.hunspell import Dictionary, parse

AFF = """\
SET UTF-8
SFX Yb Y 2
SFX Yb 0 je [^m]		ts:NN1r
SFX Yb 0 jes/CaCbCp [^m] 	ts:NN2r
SFX Za Y 1
SFX Za 0 s .			ts:NN2
SFX Zb Y 1
SFX Zb 0 en/CaCbCp [^eo]	ts:NN2
SFX Ze Y 2
SFX Ze 0 nen/CaCbCp n		ts:NN2
SFX Ze 0 pen/CaCbCp p		ts:NN2
SFX Zf Y 3
SFX Zf al len/CaCbCp l		ts:NN2
SFX Zf at ten/CaCbCp t		ts:NN2
SFX Zf et ten/CaCbCp t		ts:NN2
SFX Zj Y 1
SFX Zj 0 n/CaCbCp .		ts:NN2
SFX Zm Y 2
SFX Zm 0 heid .			ts:NN1
SFX Zm 0 heden .		ts:NN2
SFX Aa Y 1
SFX Aa 0 e [^e]			ts:AJe
SFX Al Y 1
SFX Al ar re aar		ts:AJe
SFX Ac Y 1
SFX Ac 0 ere [^r]		ts:AJce
SFX V3 Y 1
SFX V3 0 t [^ao]		ts:VB3
SFX Vp Y 2
SFX Vp 0 de .			ts:VBh1
SFX Vp 0 den .			ts:VBh
SFX Vi Y 2
SFX Vi 0 d .			ts:PPn
SFX Vi 0 de .			ts:PPe
SFX Ve Y 1
SFX Ve 0 e .			ts:VBpe
PFX Pb Y 1
PFX Pb 0 aan .
"""

DIC = """\
99
gezin/YfZeCcCh
kind/CcCaYbXf
kinderen/CaCcCb
zorg/CcCaYb
zorg/V3Vp
zorgen/Cc
zorgen/Vi
taal/CcCaZf
huis/CaCcYb
maat/CcYbZfCa
gezondheid/CcCh
gezond/AaAc
kwetsbaar/Al
deskundig/AaZm
jong/AaAc
jongere/ZjC3
wet/Ch
wetten/Cc
wetten/Vi
wet/Vp
meld/PbV3Vp
melden/PbVi
gemeld/PbVe
begeleid/V3Vp
begeleiden/Vi
begeleid/Ve
begeleiding/ZbCcCh
kijken/Vi
kijk/V3
bekijken/Vi
plan/CcCaZe
planeet/CcCaZf
eten/CcCa
buurt/CaCcZb
buur/CaCc
thuis/CaCc
leven/CcCd
loop/CcCa
sloop/CcCa
Eindhoven/PN
eind/CcCa
hoven/Cc
wĳk/CaYbZb
houder/CcZa
wethouder/CcZa
wetfout/Fw
"""

FREQUENCIES = {
    "gezin": 5.0, "kind": 5.5, "kinderen": 5.6, "zorg": 5.3, "zorgen": 5.2, "taal": 5.0, "huis": 5.5, "maat": 4.3,
    "gezondheid": 4.8, "gezond": 4.8, "wet": 5.0, "plan": 5.0, "planeet": 4.5, "planeten": 4.0, "eten": 5.3,
    "buurt": 4.8, "buur": 3.6, "thuis": 5.6, "leven": 5.8, "loop": 4.8, "sloop": 3.4, "wijk": 4.5, "eind": 5.0,
    "hoven": 3.0, "houder": 3.8, "wethouder": 4.2, "begeleiding": 4.3, "begeleiden": 4.2, "gezinnen": 4.5,
    "kwetsbare": 4.0, "kwetsbaar": 4.2, "wetten": 4.4,
}  # fmt: skip


def small() -> Dictionary:
    return parse(AFF, DIC)


def frequency(word: str) -> float:
    return FREQUENCIES.get(word, 0.0)
