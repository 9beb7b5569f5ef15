// The texts of both languages for every test file, straight from the dictionaries.
import { takeTexts } from '../../src/i18n'
import { en, zh } from '../../src/i18n/dictionaries'

takeTexts('zh', zh)
takeTexts('en', en)
